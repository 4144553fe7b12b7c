export { affiliateMigrations } from './migrations/affiliate-migrations.js';
export { affiliateRows } from './rows/affiliate-rows.js';
export { PostgresUnitOfWork } from './stores/postgres-unit-of-work.js';
export { TransactionPerUnitOfWork } from './stores/transaction-per-unit-of-work.js';
export { UlidIdentities } from './stores/ulid-identities.js';
export { PostgresCommissionStatements } from './statements/postgres-commission-statements.js';
export { PostgresLedgerStatements } from './statements/postgres-ledger-statements.js';
export { PostgresWaitingConversions } from './statements/postgres-waiting-conversions.js';
export { PostgresWaitingRefunds } from './statements/postgres-waiting-refunds.js';
export { PostgresDuePartners } from './statements/postgres-due-partners.js';
export { countDeadLetters } from './statements/count-dead-letters.js';
export {
  affiliateConsumer,
  affiliateConsumerName,
  affiliateConsumerTypes,
  type AffiliateConsumerOptions,
} from './consumer/commissions-on-conversion-attributed.consumer.js';
