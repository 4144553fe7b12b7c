import type { MasterKey } from '@whence/platform/crypto';
import type { RawScope } from '@whence/platform/http';
import type { EventConsumer } from '@whence/platform/outbox';
import type { Database } from '@whence/platform/postgres';
import type { Backlog, Clock, Metrics } from '@whence/platform/process';

import type { AccountDirectory, ChannelAdapter, SignalRecorder } from './channel-adapter.js';
import { Connections } from './connections/connections.js';
import { KnownConnections } from './connections/known-connections.js';
import { TakeIn } from './edge/take-in.js';
import { webhookRoutes } from './edge/webhook-routes.js';
import { intakeMetricsIn } from './intake-metrics.js';
import { replayOnChannelAccountChanged } from './replay/replay-on-channel-account-changed.consumer.js';
import { Claims } from './store/claims.js';
import { eraseOldBodies } from './store/erase-old-bodies.js';
import { Inbox } from './store/inbox.js';
import { Quarantine } from './store/quarantine.js';
import { AccountLookup } from './worker/address-signals.js';
import { IntakeWorker } from './worker/intake-worker.js';
import { WorkDelivery } from './worker/work-delivery.js';

export interface IntakeParts {
  readonly adapter: ChannelAdapter;
  /** Holds the schema `intake`, and what `accounts` reads. */
  readonly database: Database;
  readonly keys: MasterKey;
  readonly clock: Clock;
  readonly backlog: Backlog;
  readonly metrics: Metrics;
  readonly recorder: SignalRecorder;
  readonly accounts: AccountDirectory;
  /** Hears of every failure of the worker; what failed is tried again or kept aside. */
  readonly report: (error: unknown) => void;
}

/** One provider's intake: what takes deliveries in, and what turns them into recorded signals. */
export interface Intake {
  /** Adds the provider's webhook routes to a scope whose bodies arrive as raw bytes. */
  readonly edge: RawScope;
  readonly worker: Pick<IntakeWorker, 'start' | 'stop'>;
  /** To be subscribed to the catalogue's events. */
  readonly replay: EventConsumer;
}

/** The intake of one provider. Edge and worker share nothing but the database, and may run in different processes. */
export const createIntake = (parts: IntakeParts): Intake => {
  const { adapter, database, keys, clock } = parts;
  const { provider } = adapter;
  const metrics = intakeMetricsIn(parts.metrics);
  const inbox = new Inbox(database, keys);
  const claims = new Claims(database, provider);
  const quarantine = new Quarantine(database, provider);
  const connections = new KnownConnections(new Connections(database, keys, clock), clock);

  const accounts = new AccountLookup(database, parts.accounts);
  const worker = new IntakeWorker({
    claims,
    work: new WorkDelivery({ adapter, keys, claims, quarantine, accounts, recorder: parts.recorder }),
    eraseOldBodies: () => eraseOldBodies({ database, provider, now: clock.now() }),
    report: { worked: (outcome) => metrics.countWorked(provider, outcome), failed: parts.report },
  });

  parts.backlog.count('inbox', provider, (workspaceId) => claims.waiting(workspaceId));
  parts.backlog.count('quarantined', provider, (workspaceId) => quarantine.waiting(workspaceId));
  return {
    worker,
    edge: webhookRoutes({
      provider,
      takeIn: new TakeIn({ adapter, connections, inbox, clock }),
      report: (takenIn) => metrics.countTakenIn(provider, takenIn),
      onStored: () => worker.wake(),
    }),
    replay: replayOnChannelAccountChanged({ database, provider, quarantine, onSentBack: () => worker.wake() }),
  };
};
