export { ChangeAttributionSettings } from './settings/change-attribution-settings.js';
export { settingChoices, settingMaxima } from './settings/setting-choices.js';
export {
  FinalizeAttributions,
  type FinalizeAttributionsOutcome,
} from './finalize-attributions/finalize-attributions.js';
export { EraseMessageTexts, type EraseMessageTextsOutcome } from './erase-message-texts/erase-message-texts.js';
export {
  GiveUpParkedConversions,
  type GiveUpParkedConversionsOutcome,
} from './give-up-parked/give-up-parked-conversions.js';
export {
  OverrideAttribution,
  type OverrideAttributionCommand,
  type OverrideAttributionOutcome,
  type RevokeOverrideOutcome,
} from './override-attribution/override-attribution.js';
export {
  JoinContacts,
  type JoinCommand,
  type JoinOutcome,
  type SeparateOutcome,
} from './join-contacts/join-contacts.js';
export { RecordRefund, type RecordRefundOutcome, type RefundReport } from './record-refund/record-refund.js';
export { RecordClicks } from './record-clicks/record-clicks.js';
export {
  RecordConversion,
  type ConversionReport,
  type RecordConversionOutcome,
} from './record-conversion/record-conversion.js';
export {
  RecordSignals,
  type ReceivedDeliveries,
  type ReceivedDelivery,
  type ReceivedSignal,
} from './record-signals/record-signals.js';
export { keysOfMessage } from './record-signals/to-signal-copy.js';
export { LateClicks, type LateClick } from './ports/late-clicks.js';
export { RedecideOnLateClicks, type RedecideOnLateClicksOutcome } from './redecide/redecide-on-late-clicks.js';
export { ReconsiderGuesses, type ReconsiderGuessesOutcome } from './reconsider-guesses/reconsider-guesses.js';
export type { OtherProgramTerms, OtherTerms } from './redecide-under-other-terms/other-terms.js';
export type { Effect } from './redecide-under-other-terms/redecided.js';
export type { EffectCounts, Redecision } from './redecide-under-other-terms/redecision.js';
export type { CreditHolder, CreditTallies, CreditTally } from './redecide-under-other-terms/tally-credits.js';
export {
  RedecideUnderOtherTerms,
  type TermsDifference,
} from './redecide-under-other-terms/redecide-under-other-terms.js';
export { RedecideOnCatalogueChange, UndecidedContactsViolation } from './redecide/redecide-on-catalogue-change.js';

export { Announcements, type Announcement, type ReferralSeen } from './ports/announcements.js';
export { AwaitedFinality, type FinalContact } from './ports/awaited-finality.js';
export { Catalogue, type AccountName, type EntityHistory, type EntityIds } from './ports/catalogue.js';
export { VerifyAttributions, type Verification } from './verify-attributions/verify-attributions.js';
export type { FieldChange } from './decide-anew/changes-between.js';
export type { Difference } from './verify-attributions/difference.js';
export type { WeighedDifference } from './verify-attributions/weigh-difference.js';
export { ClickLog, Clicks, type RecordedClick } from './ports/clicks.js';
export { Clock } from './ports/clock.js';
export { ContactJoins, type NewConflict, type NewJoin } from './ports/contact-joins.js';
export {
  Contacts,
  type ChannelParticipant,
  type KnownContact,
  type KnownConversation,
  type NamedContact,
  type Recognised,
  type Sighting,
} from './ports/contacts.js';
export {
  Conversions,
  type ContactReference,
  type Conversion,
  type ConversionCoupon,
  type Money,
} from './ports/conversions.js';
export { Decisions, type ExplainedTouchpoint, type NewDecision, type TouchpointVersion } from './ports/decisions.js';
export { Fingerprints } from './ports/fingerprints.js';
export type { TextReading } from './ports/text-reading.js';
export { clickNames, Guesses, GuessesToReconsider, type GuessedContact, type OpenedBeside } from './ports/guesses.js';
export { MessageTexts, type MessageText } from './ports/message-texts.js';
export { OutdatedTexts } from './ports/outdated-texts.js';
export { Overrides } from './ports/overrides.js';
export { ParkedConversions, type ParkedConversion } from './ports/parked-conversions.js';
export { Records, Snapshots, type RecordedTouchpoint } from './ports/records.js';
export { Refunds, type Refund, type RefundedPart } from './ports/refunds.js';
export { SettingsVersions } from './ports/settings-versions.js';
export {
  SignalCopies,
  type ChangedNames,
  type ContactPage,
  type NewSignal,
  type OwnedCopy,
} from './ports/signal-copies.js';
export { UnitOfWork, type Stores } from './ports/stores.js';

export { findingCodes, severities, type Finding, type FindingCode, type Severity } from './signal-health/finding.js';
export { findings } from './signal-health/findings.js';
export type {
  LastHeard,
  LinkClicks,
  Observations,
  OpenedConversations,
  SubscriptionFacts,
  WaitedForAccount,
} from './signal-health/observations.js';
export { afterOpeningMs, clickJudgedAfterMs, reusedByMin } from './signal-health/thresholds.js';
