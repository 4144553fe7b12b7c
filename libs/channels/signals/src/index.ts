export type { ChannelCapability, DeliverableEvidence, DeliverableMatchType, EvidenceCarrier } from './capability.js';
export type {
  AccountReference,
  BusinessWrote,
  Channel,
  ConversationSignal,
  ConversationStarted,
  IdentityChanged,
  MessageReceived,
  ParticipantIdentity,
  PlatformTime,
  Provider,
  ProviderReferral,
  SignalKind,
  ThreadOpened,
  Translation,
  UnreadableItem,
} from './conversation-signal.js';
export { onlyKnown } from './only-known.js';
export type { OnlyKnown } from './only-known.js';
export { toProviderReferral } from './provider-referral.js';
export { leadsTo } from './subscription.js';
export type {
  MissingPart,
  SubscribedAccount,
  SubscriptionFinding,
  SubscriptionKey,
  SubscriptionReader,
} from './subscription.js';
export { ignored, itemRead, itemsOfList, translateItems, understood, unreadable } from './translation.js';
export type { DeliveryItem, Reading } from './translation.js';
export { participantIdentity, isNamedAnew, whatsAppIdentity, whatsAppParticipant } from './whatsapp-participant.js';
