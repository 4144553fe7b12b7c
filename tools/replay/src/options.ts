import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { rememberedApplicationUrl } from '@whence/embedded-postgres';
import { providers, type DeliveryChoice, type QuarantinedChoice } from '@whence/intake';
import type { Provider } from '@whence/signals';

import { readMoment } from './read-moment.js';

export interface Options {
  readonly databaseUrl: string;
  readonly isDryRun: boolean;
  readonly wanted: Wanted;
}

/** What is to be replayed. */
export type Wanted =
  | { readonly kind: 'quarantine'; readonly choice: QuarantinedChoice }
  | { readonly kind: 'deliveries'; readonly choice: DeliveryChoice };

type Environment = Readonly<Record<string, string | undefined>>;

export const usage = `usage:
  npm run replay -- --quarantine [--reason <reason>] [--ids <id,id,…>]
      what was kept aside, once more
  npm run replay -- --deliveries --from <time> --to <time>
      stored deliveries that are done, through the translators of today
both with  [--provider zernio|meta-graph|whatsapp-cloud] [--workspace <workspace id>|all] [--dry-run]
Times are UTC, such as 2026-11-02 or 2026-11-02T10:00:00Z; from inclusive, to exclusive. The running workers do the work.
It works on DATABASE_URL, or on the database that \`npm start\` keeps under WHENCE_HOME (.whence).`;

/** What was asked for cannot be done, and why. */
export class UsageProblem extends Error {}

const idsMax = 1_000;

export const readOptions = (args: readonly string[], env: Environment): Options => {
  const given = parse(args);
  const wanted = wantedIn(given);
  const databaseUrl = databaseUrlOf(env);
  if (databaseUrl === undefined) {
    throw new UsageProblem('there is no database: run `npm start` first, or set DATABASE_URL');
  }
  return { databaseUrl, isDryRun: given['dry-run'] === true, wanted };
};

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        quarantine: { type: 'boolean' },
        deliveries: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        workspace: { type: 'string' },
        provider: { type: 'string' },
        reason: { type: 'string' },
        ids: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UsageProblem(`${(error as Error).message}\n${usage}`);
  }
};

type Given = ReturnType<typeof parse>;

const wantedIn = (given: Given): Wanted => {
  if ((given.quarantine === true) === (given.deliveries === true)) {
    throw new UsageProblem(`say either --quarantine or --deliveries\n${usage}`);
  }
  if (given.quarantine === true) {
    refuse(given, ['from', 'to'], '--deliveries');
    return { kind: 'quarantine', choice: { ...scopeIn(given), ...itemsIn(given) } };
  }
  refuse(given, ['reason', 'ids'], '--quarantine');
  return { kind: 'deliveries', choice: { ...scopeIn(given), ...timesIn(given) } };
};

const refuse = (given: Given, options: readonly (keyof Given)[], place: string): void => {
  for (const option of options) {
    if (given[option] !== undefined) throw new UsageProblem(`--${option} goes with ${place}`);
  }
};

const scopeIn = ({ workspace, provider }: Given) => ({
  ...(workspace === undefined || workspace === 'all' ? {} : { workspaceId: workspace }),
  ...(provider === undefined ? {} : { provider: providerNamed(provider) }),
});

const providerNamed = (name: string): Provider => {
  const known = providers.find((provider) => provider === name);
  if (known === undefined) throw new UsageProblem(`${name} is no provider: take one of ${providers.join(', ')}`);
  return known;
};

const itemsIn = ({ reason, ids }: Given) => ({
  ...(reason === undefined ? {} : { reason }),
  ...(ids === undefined ? {} : { ids: idsIn(ids) }),
});

const idsIn = (text: string): readonly string[] => {
  const ids = text.split(',').map((id) => id.trim());
  for (const id of ids) {
    if (!/^\d{1,18}$/.test(id)) throw new UsageProblem(`--ids takes numbers with commas between them, and no "${id}"`);
  }
  if (ids.length > idsMax) throw new UsageProblem(`--ids takes ${idsMax} numbers at most`);
  return ids;
};

const timesIn = (given: Given): { readonly from: number; readonly to: number } => {
  const [from, to] = [momentOf('from', given.from), momentOf('to', given.to)];
  if (from >= to) throw new UsageProblem('--from must be earlier than --to');
  return { from, to };
};

const momentOf = (option: string, text: string | undefined): number => {
  if (text === undefined) throw new UsageProblem('--deliveries needs --from and --to');
  const moment = readMoment(text);
  if (moment === undefined) {
    throw new UsageProblem(
      `--${option} takes a time of UTC such as 2026-11-02 or 2026-11-02T10:00:00Z, and no "${text}"`,
    );
  }
  return moment;
};

const databaseUrlOf = (env: Environment): string | undefined => {
  const variable = (name: string) => (env[name] === '' ? undefined : env[name]);
  return variable('DATABASE_URL') ?? rememberedApplicationUrl(join(variable('WHENCE_HOME') ?? '.whence', 'postgres'));
};
