export {
  referenceName,
  type AccountDirectory,
  type AddressedSignal,
  type ChannelAdapter,
  type HeaderValues,
  type DeliveredSignals,
  type SignalBatch,
  type SignalRecorder,
} from './channel-adapter.js';
export type {
  AccountsOfProvider,
  CatchUpRequest,
  CatchUpSource,
  CaughtUpDelivery,
  CaughtUpEnded,
  CaughtUpFound,
  MessagesHeard,
} from './catch-up/catch-up-source.js';
export { createCatchUp, type CatchUpGround } from './catch-up/create-catch-up.js';
export { CatchUp } from './catch-up/catch-up.js';
export { Connections } from './connections/connections.js';
export { providers, webhookPathOf, type Connection, type NewConnection } from './connections/connection.js';
export { createEdge, type Edge, type EdgeParts } from './create-edge.js';
export { createWorker, type ComparedSubscriptions, type Worker, type WorkerParts } from './create-worker.js';
export { intakeBacklog, type IntakeBacklog } from './intake-backlog.js';
export { intakeMigrations } from './migrations/index.js';
export { intakeControllers, intakeProviders } from './nest/intake-providers.js';
export { provideCatchUp, RunningCatchUp, type ChannelCatchUp } from './nest/provide-catch-up.js';
export { provideIntake, type ChannelIntake, type RecorderGround } from './nest/provide-intake.js';
export {
  replayDeliveries,
  type DeliveryChoice,
  type DeliveryReplay,
  type DeliveryTally,
} from './replay/replay-deliveries.js';
export { replayConsumerOf } from './replay/replay-on-channel-account-changed.consumer.js';
export {
  quarantinedItems,
  replayQuarantined,
  type ItemTally,
  type QuarantinedChoice,
  type QuarantinedItem,
  type QuarantineReplay,
} from './replay/replay-quarantined.js';
export type { ReplayRun } from './replay/replay.js';
export { bodyKeptDays } from './store/erase-old-bodies.js';
export { Inbox } from './store/inbox.js';
export { unknownChannelAccount } from './store/quarantine.js';
export { WaitedForAccounts, type WaitedForAccount } from './store/waited-for-accounts.js';
export { sealDelivery, type SealedDelivery } from './store/sealed-delivery.js';
export type { MissingPart } from '@whence/signals';
export type { ComparedAccount } from './subscriptions/compare-account.js';
export type { AccountsPage } from './subscriptions/compared-accounts.js';
export type { SubscriptionReport } from './subscriptions/subscription-report.js';
export { SubscriptionReports } from './subscriptions/subscription-reports.js';
