// The table of contents: money → partner → conversion → refund → program → earning → commission → ledger → balance.
export { dayMs, type Instant } from './time.js';
export {
  idIfAny,
  idOf,
  isIdOf,
  MalformedIdViolation,
  type AdId,
  type CampaignId,
  type CommissionId,
  type ContactId,
  type ConversionId,
  type LedgerTransactionId,
  type LinkId,
  type PartnerId,
  type ProgramId,
  type RefundId,
  type WorkspaceId,
} from './ids.js';
export { money, negated, sameMoney, sumByCurrency, type Money } from './money/money.js';
export { divideHalfAwayFromZero } from './money/rounding.js';
export { assertWhole, SharesNotWholeViolation, split } from './money/split.js';
export { type Partner } from './partner.js';
export {
  inOrderOfOccurrence,
  termsNamedBy,
  type AttributedConversion,
  type ConversionType,
  type Credit,
  type Earner,
  type TermsKey,
} from './conversion/attributed-conversion.js';
export { type Refund, type RefundedStretch } from './refund.js';
export { sameTerms, type ProgramTerms, type SaleLimit } from './program/program-terms.js';
export { rewardFor, type FlatReward, type PercentageReward, type Reward } from './program/reward.js';
export {
  type ContactHistory,
  type Earning,
  type EarningCase,
  type EarningRule,
  type EarningVerdict,
  type RefusalReason,
} from './earning/earning-rule.js';
export { openingAndLeadPayOncePerContact } from './earning/opening-and-lead-pay-once-per-contact.rule.js';
export { saleIsInsideLimit } from './earning/sale-is-inside-limit.rule.js';
export { commissionsFor, earningsOfContact, type ContactEarnings } from './earning/earn-commissions.js';
export {
  commissionAt,
  earnsTheSame,
  nameOf,
  refundedOf,
  remainderOf,
  stands,
  type Commission,
  type CommissionStatus,
  type DueCommission,
  type Earned,
  type HeldCommission,
  type PaidCommission,
  type PendingCommission,
  type RefundedCommission,
  type RefundReversal,
  type StandingCommission,
  type WithdrawnCommission,
} from './commission/commission.js';
export {
  reviseCommissions,
  type Refunding,
  type Rescheduling,
  type Revision,
} from './commission/revise-commissions.js';
export { refundReversalsOf, reversedToDate, type RefundedSale } from './commission/reverse-on-refund.js';
export {
  accrualOf,
  commissionExpense,
  LedgerOutOfBalanceViolation,
  ledgerTransaction,
  partnerPayable,
  refundReversalOf,
  refundReversalUndone,
  reversalOf,
  type Account,
  type LedgerTransaction,
  type LedgerTransactionKind,
  type Posting,
} from './ledger/ledger-transaction.js';
export { trialBalanceOf, type AccountTotals, type CurrencyTotals, type TrialBalance } from './balance/trial-balance.js';
export { partnerBalancesOf, type PartnerBalance, type StatusTotal } from './balance/partner-balance.js';
export { unreachable } from './unreachable.js';
