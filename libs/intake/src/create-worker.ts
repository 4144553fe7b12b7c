import type { MasterKey } from '@whence/platform/crypto';
import type { EventConsumer } from '@whence/platform/outbox';
import type { Database } from '@whence/platform/postgres';
import type { Backlog, BackgroundWork, Clock, Metrics } from '@whence/platform/process';
import type { SubscriptionReader } from '@whence/signals';

import type { AccountDirectory, ChannelAdapter, SignalRecorder } from './channel-adapter.js';
import { Connections } from './connections/connections.js';
import { intakeBacklog } from './intake-backlog.js';
import { intakeMetricsIn } from './intake-metrics.js';
import { replayOnChannelAccountChanged } from './replay/replay-on-channel-account-changed.consumer.js';
import { Claims } from './store/claims.js';
import { eraseOldBodies } from './store/erase-old-bodies.js';
import { Quarantine } from './store/quarantine.js';
import { AccountLookup } from './worker/address-signals.js';
import { ReconcileSubscriptions } from './subscriptions/reconcile-subscriptions.js';
import { SubscriptionReports } from './subscriptions/subscription-reports.js';
import { SubscriptionWatch } from './subscriptions/subscription-watch.js';
import type { AccountsPage } from './subscriptions/compared-accounts.js';
import { IntakeWorker } from './worker/intake-worker.js';
import { RecordDeliveries } from './worker/record-deliveries.js';
import { WorkDeliveries } from './worker/work-deliveries.js';

export interface WorkerParts {
  readonly adapter: ChannelAdapter;
  /** Holds the schema `intake`, and what `accounts` reads. */
  readonly database: Database;
  readonly keys: MasterKey;
  readonly clock: Clock;
  readonly backlog: Backlog;
  readonly metrics: Metrics;
  readonly recorder: SignalRecorder;
  readonly accounts: AccountDirectory;
  /** How subscriptions are compared with what they should be; without it they are not. */
  readonly subscriptions?: ComparedSubscriptions | undefined;
  /** Hears of every failure; what failed is tried again or kept aside. */
  readonly report: (error: unknown) => void;
}

/** What subscriptions are compared by, and how often. */
export interface ComparedSubscriptions {
  readonly reader: SubscriptionReader;
  readonly accounts: AccountsPage;
  readonly everyMs: number;
}

/** What turns one provider's deliveries into recorded signals. */
export interface Worker {
  readonly worker: IntakeWorker;
  /** To be subscribed to the catalogue's events. */
  readonly replay: EventConsumer;
  /** Where subscriptions are compared. */
  readonly subscriptions?: BackgroundWork;
}

/** Shares nothing with the edge but the database: several may run, in different processes. */
export const createWorker = (parts: WorkerParts): Worker => {
  const { adapter, database, keys, clock, recorder } = parts;
  const { provider } = adapter;
  const metrics = intakeMetricsIn(parts.metrics);
  const claims = new Claims(database, provider);
  const quarantine = new Quarantine(database, provider);
  const accounts = new AccountLookup(database, parts.accounts);
  const record = new RecordDeliveries({ provider, claims, recorder });
  const worker = new IntakeWorker({
    name: `worker of ${provider}`,
    claims,
    work: new WorkDeliveries({ adapter, keys, claims, quarantine, accounts, record }),
    eraseOldBodies: () => eraseOldBodies({ database, provider, now: clock.now() }),
    report: { worked: (outcome) => metrics.countWorked(provider, outcome), failed: parts.report },
  });
  const { inbox, quarantined } = intakeBacklog(database, provider);
  parts.backlog.count('inbox', provider, inbox);
  parts.backlog.count('quarantined', provider, quarantined);
  return {
    worker,
    ...(parts.subscriptions === undefined ? {} : { subscriptions: watchOf(parts, parts.subscriptions) }),
    replay: replayOnChannelAccountChanged({ database, provider, quarantine, onSentBack: () => worker.wake() }),
  };
};

const watchOf = (parts: WorkerParts, { reader, accounts, everyMs }: ComparedSubscriptions): SubscriptionWatch => {
  const { adapter, database, keys, clock, report } = parts;
  const { provider } = adapter;
  const connections = new Connections(database, keys, clock);
  const reports = new SubscriptionReports(database);
  const reconcile = new ReconcileSubscriptions({
    provider,
    reader,
    database,
    connections,
    accounts,
    reports,
    clock,
    everyMs,
    report,
  });
  return new SubscriptionWatch({ provider, database, reconcile, everyMs, report });
};
