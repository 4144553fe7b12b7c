import type { MasterKey } from '@whence/platform/crypto';
import type { Database } from '@whence/platform/postgres';
import type { Clock, Metrics } from '@whence/platform/process';

import { referenceName } from '../channel-adapter.js';
import { Connections } from '../connections/connections.js';
import { intakeMetricsIn } from '../intake-metrics.js';
import { Inbox } from '../store/inbox.js';
import type { AccountsOfProvider, CatchUpSource, MessagesHeard } from './catch-up-source.js';
import { CatchUp } from './catch-up.js';
import { CatchUps } from './catch-ups.js';
import { TakeTurn } from './take-turn.js';

export interface CatchUpGround {
  readonly source: CatchUpSource;
  /** Holds the schema `intake`, and what `accounts` reads. */
  readonly database: Database;
  readonly keys: MasterKey;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly accounts: AccountsOfProvider;
  readonly heard: MessagesHeard;
  readonly everyMs: number;
  /** Hears what an engineer should know: never a key, nor what a provider said. */
  readonly report: (news: object) => void;
}

/** What asks one provider for what its webhooks did not bring, and puts it into the inbox. */
export const createCatchUp = (ground: CatchUpGround): CatchUp => {
  const { source, database, keys, clock, accounts, heard, everyMs, report } = ground;
  const { provider } = source;
  const metrics = intakeMetricsIn(ground.metrics);
  const connections = new Connections(database, keys, clock);
  const catchUps = new CatchUps(database, provider);
  const inbox = new Inbox(database, provider);
  return new CatchUp({
    source,
    database,
    connections,
    accounts,
    catchUps,
    turn: new TakeTurn({ source, catchUps, connections, inbox, heard, keys, clock }),
    everyMs,
    report: {
      ended: ({ workspaceId, connectionId, account }, end) => {
        metrics.countCatchUp(provider, end.kind);
        if (end.kind !== 'refused') return;
        const reason = `${end.cause} for ${referenceName(account)}`;
        report({ message: 'an account could not be caught up with', workspaceId, connectionId, reason });
      },
      failed: (error) => {
        metrics.countCatchUp(provider, 'failed');
        report({ message: 'catching up failed; it is tried again', err: error });
      },
    },
  });
};
