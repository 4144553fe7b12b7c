// Use cases that change something.
export {
  AccrueCommissions,
  type AccrueCommissionsCommand,
  type AccrueCommissionsOutcome,
} from './accrue-commissions/accrue-commissions.js';
export {
  ReverseOnRefund,
  type ReverseOnRefundCommand,
  type ReverseOnRefundOutcome,
} from './reverse-on-refund/reverse-on-refund.js';
export {
  CommissionNotInLedgerViolation,
  commissionsTogetherMax,
  LetCommissionsFallDue,
  type LetCommissionsFallDueCommand,
  type LetCommissionsFallDueOutcome,
} from './let-commissions-fall-due/let-commissions-fall-due.js';
export { LearnProgram, type LearnProgramCommand, type LearnProgramOutcome } from './learn-program/learn-program.js';
export { LearnPartner, type LearnPartnerCommand, type LearnPartnerOutcome } from './learn-partner/learn-partner.js';
export { type RevisedContacts } from './revise-contacts/revise-contacts.js';

// Use cases that only look.
export {
  ShowPartnerBalance,
  type ShowPartnerBalanceOutcome,
  type ShowPartnerBalanceQuery,
} from './show-partner-balance/show-partner-balance.js';
export { ListCommissions, type ListCommissionsQuery } from './list-commissions/list-commissions.js';
export { ShowTrialBalance } from './show-trial-balance/show-trial-balance.js';
export { ListLedgerEntries, type ListLedgerEntriesQuery } from './list-ledger-entries/list-ledger-entries.js';

// What they need of the world.
export { UnitOfWork, type Stores } from './ports/unit-of-work.js';
export { Conversions } from './ports/conversions.js';
export { Refunds } from './ports/refunds.js';
export { Programs } from './ports/programs.js';
export { Partners } from './ports/partners.js';
export { Commissions, type FallingDue } from './ports/commissions.js';
export { Ledger } from './ports/ledger.js';
export { Announcements, type Announcement } from './ports/announcements.js';
export { Identities } from './ports/identities.js';
export { CommissionStatements, type CommissionFilter } from './ports/commission-statements.js';
export { LedgerStatements, type EntryFilter } from './ports/ledger-statements.js';
export { WaitingConversions } from './ports/waiting-conversions.js';
export { WaitingRefunds } from './ports/waiting-refunds.js';
export { DuePartners, type DuePartner } from './ports/due-partners.js';
export { type PageRequest } from './ports/page.js';
