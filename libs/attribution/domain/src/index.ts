// The table of contents: signal → touchpoint → entry → opening → eligibility → crediting → decision → revision → conversion.
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
  EntryId,
  LinkId,
  PartnerId,
  ProgramId,
  TouchpointId,
  WorkspaceId,
} from './ids.js';

export type { Signal, SignalCopy } from './signal/signal-copy.js';
export { mergeCopies } from './signal/merge-copies.js';

export type { ClickClaims, DeliveredReference, Reference, TypedReference } from './touchpoint/reference.js';
export type { MatchClass, MatchType } from './touchpoint/match-type.js';
export { matchClassOf } from './touchpoint/match-type.js';
export type { Touchpoint } from './touchpoint/touchpoint.js';
export { forwardedCodes, readTouchpoints } from './touchpoint/read-touchpoints.js';

export type { Entry } from './entry/entry.js';
export { formEntries } from './entry/form-entries.js';

export type { Opening } from './opening/opening.js';
export { findOpening } from './opening/opening.js';

export type { EligibilityRule, Verdict } from './eligibility/verdict.js';
export { eligibilityRules, type JudgedTouchpoint } from './eligibility/judge-entries.js';

export { contentOfCredits, wholeShareMillionths, type Credit } from './crediting/credit.js';

export type { Credited, Decision, DecisionFlag, Organic, Unattributed } from './decision/decision.js';
export { namesIn, type Names } from './decision/names-in.js';
export { resolve, type Evidence } from './decision/resolve.js';

export { isFinal, revise, type Attribution, type Revision } from './revision/revise.js';

export { attributeConversion, type ConversionAttribution } from './conversion/attribute-conversion.js';

export type {
  AdFacts,
  CatalogueFacts,
  ChannelIdentity,
  ClickFacts,
  LinkFacts,
  PartnerStanding,
  ProgramTerms,
} from './catalogue/catalogue-facts.js';
export { defaultSettings, type AttributionSettings } from './settings/attribution-settings.js';
export { classifyVisitor, type Visitor } from './visitor.js';
