import { RedecideUnderOtherTerms } from '@whence/attribution-application';
import type { ProgramId } from '@whence/attribution-domain';
import type { Clock } from '@whence/platform/process';
import { withRecord } from '@whence/verify-attributions-tool';

import type { Options } from './options.js';
import { lineOf, summaryOf } from './write-line.js';

/** Says of each workspace asked for what would be otherwise under other terms. Nothing is changed. */
export const redecideWorkspaces = (options: Options, clock: Clock, say: (line: string) => void): Promise<void> =>
  withRecord(options, { applicationName: 'whence-redecide', clock }, async ({ snapshots, workspaceIds }) => {
    const redecision = new RedecideUnderOtherTerms(snapshots, clock);
    let unnamed: readonly ProgramId[] = [...options.terms.programs.keys()];
    for (const id of await workspaceIds(options.workspaceId)) {
      const sum = await redecision.run(id, options.terms, (difference) => say(lineOf(difference)));
      for (const line of summaryOf(id, sum)) say(line);
      unnamed = unnamed.filter((programId) => sum.unnamedPrograms.includes(programId));
    }
    for (const programId of unnamed) say(`${programId}: nothing on record is judged by its terms; is it misspelt?`);
  });
