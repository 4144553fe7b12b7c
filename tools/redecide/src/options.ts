import { parseArgs } from 'node:util';

import type { OtherTerms } from '@whence/attribution-application';
import { findRecord, UsageProblem, type Environment, type RecordPlace } from '@whence/verify-attributions-tool';

import { readTermsFile } from './read-terms-file.js';

export interface Options extends RecordPlace {
  /** Every workspace, where none is named. */
  readonly workspaceId: string | undefined;
  readonly terms: OtherTerms;
}

const usage = `usage:
  npm run redecide -- [--workspace <workspace id>|all] --terms <file> --dry-run
The file is JSON: { "settings": { "model": "last_touch", … }, "programs": { "prg_…": { "windowDays": 7 } } }.
It works on DATABASE_URL with WHENCE_MASTER_KEY, or on what \`npm start\` keeps under WHENCE_HOME (.whence).`;

const onlyADryRun = `there is only the dry run: another model never rewrites history, so nothing decides again for good under other terms
(docs/adr/0034-other-terms-are-tried-and-never-applied.md). Add --dry-run to see what would be different.`;

const everyWorkspace = 'all';

export const readOptions = (args: readonly string[], env: Environment): Options => {
  const { workspace = everyWorkspace, terms, 'dry-run': isDryRun = false } = valuesIn(args);
  if (terms === undefined) throw new UsageProblem(`--terms is missing\n${usage}`);
  if (!isDryRun) throw new UsageProblem(onlyADryRun);
  return {
    ...findRecord(env),
    workspaceId: workspace === everyWorkspace ? undefined : workspace,
    terms: readTermsFile(terms),
  };
};

interface Values {
  readonly workspace?: string | undefined;
  readonly terms?: string | undefined;
  readonly 'dry-run'?: boolean | undefined;
}

const valuesIn = (args: readonly string[]): Values => {
  try {
    const options = {
      workspace: { type: 'string' },
      terms: { type: 'string' },
      'dry-run': { type: 'boolean' },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageProblem(`${(error as Error).message}\n${usage}`);
  }
};
