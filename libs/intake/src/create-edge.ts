import type { MasterKey } from '@whence/platform/crypto';
import type { RawScope } from '@whence/platform/http';
import type { Database } from '@whence/platform/postgres';
import type { Backlog, BackgroundWork, Clock, Metrics } from '@whence/platform/process';
import { StoreAndForward, type Spool, type StoreReport } from '@whence/platform/spool';

import type { ChannelAdapter } from './channel-adapter.js';
import { Connections } from './connections/connections.js';
import { KnownConnections } from './connections/known-connections.js';
import { TakeIn } from './edge/take-in.js';
import { webhookRoutes } from './edge/webhook-routes.js';
import { intakeMetricsIn } from './intake-metrics.js';
import { Inbox } from './store/inbox.js';
import { readDelivery, writeDelivery, type SealedDelivery } from './store/sealed-delivery.js';

export interface EdgeParts {
  readonly adapter: ChannelAdapter;
  /** Holds the schema `intake`. */
  readonly database: Database;
  readonly keys: MasterKey;
  readonly clock: Clock;
  readonly backlog: Backlog;
  readonly metrics: Metrics;
  /** Takes deliveries while PostgreSQL is away. */
  readonly spool: Spool;
  readonly report: StoreReport;
  /** Told once deliveries are in the inbox. */
  readonly onStored?: () => void;
}

/** What takes one provider's deliveries in. */
export interface Edge {
  /** Adds the provider's webhook routes to a scope whose bodies arrive as raw bytes. */
  readonly routes: RawScope;
  readonly connections: BackgroundWork;
  /** Brings what was spooled into the inbox; to be stopped once no request comes any more. */
  readonly deliveries: BackgroundWork;
}

/** Most deliveries in one transaction. */
const inboxBatchRowsMax = 200;

export const createEdge = (parts: EdgeParts): Edge => {
  const { adapter, database, keys, clock, spool, report, onStored } = parts;
  const { provider } = adapter;
  const metrics = intakeMetricsIn(parts.metrics);
  const inbox = new Inbox(database, provider);
  const connections = new KnownConnections({
    provider,
    connections: new Connections(database, keys, clock),
    clock,
  });
  const deliveries = new StoreAndForward<SealedDelivery>({
    name: `deliveries-${provider}`,
    store: async (together) => {
      await inbox.store(together);
      onStored?.();
    },
    spool,
    encode: writeDelivery,
    decode: readDelivery,
    ownerOf: ({ workspaceId }) => workspaceId,
    bytesOf: ({ body }) => body.length,
    rowsMax: inboxBatchRowsMax,
    metrics: parts.metrics,
    report,
  });
  const takeIn = new TakeIn({ adapter, connections, keep: (delivery) => deliveries.keep(delivery), keys, clock });

  parts.backlog.count('inbox', `spool of ${provider}`, async (workspaceId) => deliveries.spooledOf(workspaceId));
  return {
    routes: webhookRoutes({ provider, takeIn, report: (takenIn) => metrics.countTakenIn(provider, takenIn) }),
    connections,
    deliveries,
  };
};
