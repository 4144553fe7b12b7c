import type {
  AccountName,
  Announcement,
  Conversion,
  ContactReference,
  EntityHistory,
  ExplainedTouchpoint,
  MessageText,
  NewConflict,
  NewJoin,
  Refund,
} from '@whence/attribution-application';
import type {
  AdFacts,
  Attribution,
  AttributionSettings,
  ContactId,
  ConversationId,
  CouponFacts,
  EnrollmentFacts,
  Instant,
  JoinId,
  LinkFacts,
  Override,
  RecentClick,
  SignalCopy,
} from '@whence/attribution-domain';
import type { ParticipantIdentity } from '@whence/signals';

import type { Sighting } from '@whence/attribution-application';

export interface KeptContact {
  readonly id: ContactId;
  firstSeenAt: Instant;
  joinedInto?: ContactId | undefined;
  answeredBy?: ContactId | undefined;
}

/** What is a contact's, and knows whose it was before two were joined. */
export interface Owned {
  contactId: ContactId;
  homeId?: ContactId | undefined;
}

export interface KeptIdentity extends Owned {
  readonly channel: Sighting['channel'];
  readonly scope: string;
  readonly identity: ParticipantIdentity;
}

export interface KeptConversation extends Owned {
  readonly id: ConversationId;
  answeredBy?: ContactId | undefined;
  readonly channel: Sighting['channel'];
  readonly channelAccountId: Sighting['channelAccountId'];
  readonly participantId: string;
  openedAt?: Instant;
}

export interface KeptConversion {
  conversion: Conversion;
  readonly reference: ContactReference;
  readonly fingerprint: string;
}

export interface KeptJoin extends NewJoin {
  readonly id: JoinId;
  separatedAt?: Instant;
}

/** Everything that one workspace keeps, and the catalogue it looks things up in. */
export class InMemoryState {
  readonly contacts: KeptContact[] = [];
  readonly identities: KeptIdentity[] = [];
  readonly conversations: KeptConversation[] = [];
  readonly externalUsers = new Map<string, Owned>();
  readonly joins: KeptJoin[] = [];
  readonly conflicts: NewConflict[] = [];
  readonly copies: { readonly contactId: ContactId; readonly copy: SignalCopy }[] = [];
  readonly clicks: Omit<RecentClick, 'isMatched'>[] = [];
  readonly decisions = new Map<ContactId, Attribution[]>();
  /** When the decisions become final that were not told as final yet. */
  readonly awaitedFinality = new Map<ContactId, Instant>();
  readonly touchpoints = new Map<ContactId, { readonly explained: ExplainedTouchpoint; readonly version: number }[]>();
  readonly conversions: KeptConversion[] = [];
  readonly refunds: { readonly refund: Refund; readonly fingerprint: string }[] = [];
  readonly guessesToReconsider = new Set<ContactId>();
  readonly messageTexts = new Map<string, MessageText>();
  readonly overrides = new Map<ContactId, Override>();
  readonly settings: { readonly settings: AttributionSettings; readonly effectiveFrom: Instant }[] = [];
  readonly announced: Announcement[] = [];
  readonly links: LinkFacts[] = [];
  readonly enrollments: EnrollmentFacts[] = [];
  readonly campaignIds: string[] = [];
  readonly ads: AdFacts[] = [];
  readonly coupons: CouponFacts[] = [];
  /** When things of the catalogue were made and changed, where a test says so; the others have always been there. */
  readonly history = new Map<string, EntityHistory>();
  readonly accounts: AccountName[] = [];
  private drawn = 0;

  /** The next id of a kind, in the order they are drawn. */
  nextId<Prefix extends string>(prefix: Prefix): `${Prefix}_${string}` {
    this.drawn += 1;
    return `${prefix}_${String(this.drawn).padStart(26, '0')}`;
  }
}
