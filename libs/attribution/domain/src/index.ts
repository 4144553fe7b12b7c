// The table of contents: signal → contact → touchpoint → entry → opening → eligibility → crediting → decision → override → revision → conversion.
export type { Instant } from './time.js';
export type {
  AdRecordId,
  CampaignId,
  ChannelAccountId,
  ClickId,
  ConnectionId,
  ContactId,
  ConversationId,
  ConversionId,
  CouponId,
  EntryId,
  JoinId,
  LinkId,
  PartnerId,
  ProgramId,
  RefundId,
  TouchpointId,
  WorkspaceId,
} from './ids.js';

export type { Signal, SignalCopy } from './signal/signal-copy.js';
export { mergeCopies } from './signal/merge-copies.js';

export type { ContactName } from './contact/contact-name.js';
export { decideJoin, type JoinableContact, type Joining, type JoinReason } from './contact/decide-join.js';

export type {
  ClickClaims,
  CouponReference,
  DeliveredReference,
  Reference,
  TypedReference,
} from './touchpoint/reference.js';
export type { DecisionMatchType, MatchClass, MatchType } from './touchpoint/match-type.js';
export { matchClassOf } from './touchpoint/match-type.js';
export { earnerOf, type Touchpoint } from './touchpoint/touchpoint.js';
export { textKeptUntil } from './touchpoint/text-kept-until.js';
export { readGivenCoupons, wordsBeforeTheirCoupon, type GivenCoupon } from './touchpoint/read-coupons.js';
export { forwardedCodes, readTouchpoints } from './touchpoint/read-touchpoints.js';

export type { Entry } from './entry/entry.js';
export { formEntries } from './entry/form-entries.js';

export type { Opening } from './opening/opening.js';
export { findOpening } from './opening/opening.js';
export type { ConversionTimes } from './opening/subject.js';

export type { EligibilityRule, Verdict } from './eligibility/verdict.js';
export { eligibilityRules, type JudgedTouchpoint } from './eligibility/judge-entries.js';

export type { Model } from './model/model.js';
export { models } from './model/models.js';

export { contentOfCredits, wholeShareMillionths, type Credit } from './crediting/credit.js';

export type { Credited, Decision, DecisionFlag, Organic, Overridden, Unattributed } from './decision/decision.js';
export { namesIn, type Names } from './decision/names-in.js';
export { resolve, resolveConversion, type Evidence } from './decision/resolve.js';

export type { Candidate, Inference, InferredClick, NobodyInferred, WeighedCandidate } from './inference/inference.js';
export type { DeviceClass, RecentClick } from './inference/recent-click.js';
export { inferClick, mayBeInferred, type Around, type Circumstances } from './inference/infer-click.js';
export { inferenceGapMs } from './inference/inference-limits.js';
export { decideByInference } from './inference/decide-by-inference.js';

export type { Override, OverrideTarget } from './override/override.js';
export type { OverrideFacts } from './override/credit-override.js';
export { applyOverride, withoutOverride } from './override/apply-override.js';

export {
  isFinal,
  joinedWithAnother,
  revise,
  reviseAbsorbed,
  reviseOverride,
  type Attribution,
  type Making,
  type RecordedAnswer,
  type RecordedInference,
  type Revision,
} from './revision/revise.js';

export { attributeConversion, type ConversionAttribution } from './conversion/attribute-conversion.js';
export { stopWaiting, waitedForSince, waitsUntil, wasWaitedForInVain } from './conversion/stop-waiting.js';

export type {
  AdFacts,
  CatalogueFacts,
  ChannelIdentity,
  ClickFacts,
  CouponFacts,
  EnrollmentFacts,
  LinkFacts,
  PartnerStanding,
  ProgramTerms,
} from './catalogue/catalogue-facts.js';
export { defaultSettings, type AttributionSettings, type ModelName } from './settings/attribution-settings.js';
export { classifyVisitor, type Visitor } from './visitor.js';
