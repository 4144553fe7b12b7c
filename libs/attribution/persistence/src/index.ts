export { attributionMigrations } from './migrations/index.js';
export { toAttributionBody } from './mappers/attribution-body.js';
export { PostgresUnitOfWork, type PostgresUnitOfWorkOptions } from './postgres-unit-of-work.js';
export {
  ContactJoinQueries,
  type ContactJoinView,
  type IdentityConflictView,
  type JoinFilter,
} from './queries/contact-join-queries.js';
export {
  ConversationQueries,
  type ConversationFilter,
  type ConversationView,
  type ExplanationView,
  type TouchpointView,
} from './queries/conversation-queries.js';
export { ConversionQueries, type ConversionFilter, type ConversionView } from './queries/conversion-queries.js';
export { MessageTextQueries } from './queries/message-text-queries.js';
export { messagesHeardOn, type MessagesHeardOn } from './queries/messages-heard.js';
export { recordSignalsOn, type RecordSignalsOn } from './record-signals-on.js';
export { attributionRows } from './rows/index.js';
export { PostgresAwaitedFinality } from './stores/postgres-awaited-finality.js';
export { PostgresOutdatedTexts } from './stores/postgres-message-texts.js';
export { PostgresParkedConversions } from './stores/postgres-parked-conversions.js';
export { PostgresClickLog } from './stores/postgres-click-log.js';
export { ClickQueue } from './stores/click-queue.js';
export { PostgresLateClicks } from './stores/postgres-late-clicks.js';
export { PostgresGuessesToReconsider } from './stores/postgres-guesses.js';
export { mintLinkTest, type MintedLinkTest, type TestedLink } from './link-tests/mint-link-test.js';
export { LinkTestQueries, type LinkTestDelivery, type LinkTestView } from './link-tests/link-test-queries.js';
export { SignalHealthQueries } from './signal-health/signal-health-queries.js';
export type { LeadingLink, ObservedOfAccount, WhatToObserve } from './signal-health/what-to-observe.js';
export { MasterKeyFingerprints } from './stores/master-key-fingerprints.js';
