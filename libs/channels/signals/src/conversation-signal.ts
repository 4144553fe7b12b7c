/** The messaging surfaces Whence attributes on. */
export type Channel = 'instagram' | 'messenger' | 'whatsapp';

/** Who delivered a signal to us. */
export type Provider = 'zernio' | 'meta-graph' | 'whatsapp-cloud';

/**
 * What a channel can tell us about a conversation, in our words. Reactions, reads, deliveries, edits, deletions,
 * histories, groups and statuses are no signals.
 */
export type ConversationSignal = MessageReceived | ThreadOpened | BusinessWrote | ConversationStarted | IdentityChanged;

export type SignalKind = ConversationSignal['kind'];

interface SignalFacts {
  readonly channel: Channel;
  readonly account: AccountReference;
  /** Every id this signal gives for the person, at least one; on WhatsApp the phone (`waId`) comes first where known. */
  readonly participant: readonly [ParticipantIdentity, ...ParticipantIdentity[]];
  readonly occurredAt: PlatformTime;
  /** The platform's own message id (`mid`, `wamid`): joins copies seen through several providers. */
  readonly platformMessageId?: string;
}

/** The person wrote, or tapped a button that counts as writing (Get Started, an ice breaker). */
export interface MessageReceived extends SignalFacts {
  readonly kind: 'message-received';
  readonly form: 'message' | 'postback';
  /** False for placeholders whose content the platform withheld (WhatsApp's `unsupported`, 131060). */
  readonly isReadable: boolean;
  /** What the person typed, already cleaned; absent for media without caption and for tapped labels. */
  readonly text?: string;
  /** WhatsApp marks forwarded messages: what they say was written by somebody else. */
  readonly isForwarded: boolean;
  readonly referral?: ProviderReferral;
}

/** A referral, an opt-in or WhatsApp's `request_welcome`, without a message. */
export interface ThreadOpened extends SignalFacts {
  readonly kind: 'thread-opened';
  readonly referral?: ProviderReferral;
}

/** The business wrote: an echo, an outgoing message. Never a touch. */
export interface BusinessWrote extends SignalFacts {
  readonly kind: 'business-wrote';
}

/** A vendor says that a conversation started; who began it is not said. */
export interface ConversationStarted extends SignalFacts {
  readonly kind: 'conversation-started';
}

/** The platform names the person otherwise from now on: another number, a new user id. Never a touch. */
export interface IdentityChanged extends SignalFacts {
  readonly kind: 'identity-changed';
  /** What named the person until then; `participant` has what does from now on. */
  readonly previous: readonly [ParticipantIdentity, ...ParticipantIdentity[]];
}

/** One of the ids a channel account is known by; see `externalIds` of a channel account. */
export interface AccountReference {
  readonly kind: 'metaId' | 'phoneNumberId' | 'wabaId' | 'zernioAccountId';
  readonly value: string;
}

/** How a platform names the person: IGSID, PSID, WhatsApp phone digits, business-scoped user id. */
export interface ParticipantIdentity {
  readonly kind: 'igsid' | 'psid' | 'waId' | 'bsuid' | 'parentBsuid';
  readonly value: string;
}

/** When something happened, with what the clock that says so is worth. */
export interface PlatformTime {
  /** UTC milliseconds. */
  readonly at: number;
  /** WhatsApp cuts to whole seconds. */
  readonly precisionMs: 1 | 1000;
  /** `platform`: the platform's own event time; `vendor`: when a vendor built its event, the best there is. */
  readonly clock: 'platform' | 'vendor';
}

/** The platform's referral object: the parts that name something, and all of it as it was delivered. */
export interface ProviderReferral {
  /** The `ref` of an ig.me or m.me link, or an ad's; absent when empty. Hostile input until it is looked up. */
  readonly ref?: string;
  /** Opaque: `SHORTLINK`, `SHORTLINKS`, `IGME-SOURCE-LINK`, `ADS`, … */
  readonly source?: string;
  readonly type?: string;
  /** The ad: `ad_id`, or `source_id` of a Click-to-WhatsApp ad. */
  readonly adId?: string;
  readonly ctwaClid?: string;
  /** True for a shop's product page: names no campaign. */
  readonly isProduct: boolean;
  /** The object as delivered, with ids as exact text; shown verbatim in explanations and `messaging.referral`. */
  readonly delivered: Readonly<Record<string, unknown>>;
}

/** What a translator makes of one delivery: the signals it could read, and what it could not. */
export interface Translation {
  readonly signals: readonly ConversationSignal[];
  /** Items that should have been signals and could not be read: kept aside with the reason, neighbours go on. */
  readonly unreadable: readonly UnreadableItem[];
  /** Items understood as no business of ours, by name, for counting: `status`, `echo`, `unknown-event:comment`, … */
  readonly ignored: readonly string[];
}

export interface UnreadableItem {
  /** Where in the payload, such as `entry[0].messaging[2]`. */
  readonly path: string;
  /** Stable kebab-case reason, such as `no-sender`. */
  readonly reason: string;
}
