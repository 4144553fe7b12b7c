import type {
  ChannelAccountId,
  ContactId,
  ConversationId,
  ConversionAttribution,
  ConversionId,
  Instant,
  TouchpointId,
} from '@whence/attribution-domain';

export interface Money {
  readonly amountMinor: bigint;
  /** ISO 4217. */
  readonly currency: string;
}

export interface Conversion {
  readonly id: ConversionId;
  readonly type: 'opening' | 'lead' | 'sale';
  /** The tenant's own id of it, unique in the workspace; openings have none. */
  readonly externalId?: string;
  readonly contactId?: ContactId;
  /** The contact that it was reported of, where that one has been joined with the contact. */
  readonly homeId?: ContactId;
  readonly conversationId?: ConversationId;
  readonly amount?: Money;
  readonly coupon?: ConversionCoupon;
  readonly occurredAt: Instant;
  /** When it was first heard of. */
  readonly receivedAt: Instant;
  readonly attribution: ConversionAttribution;
  /** Counts what was said of its attribution; 0 until anything was. */
  readonly version: number;
  readonly isFinal: boolean;
  readonly finalAt?: Instant;
}

/** A coupon that the tenant gave with a conversion; it need be nobody's. */
export interface ConversionCoupon {
  /** As it was given. */
  readonly code: string;
  readonly fingerprint: string;
  readonly touchpointId: TouchpointId;
}

/** How the tenant names the contact of a conversion: any of these, linked where given together. */
export interface ContactReference {
  readonly conversationId?: ConversationId;
  readonly channelIdentity?: { readonly channelAccountId: ChannelAccountId; readonly participantId: string };
  readonly externalUserId?: string;
}

export abstract class Conversions {
  /** Undefined where the external id is taken. */
  abstract add(
    conversion: Conversion,
    reference: ContactReference,
    fingerprint: string,
  ): Promise<Conversion | undefined>;

  abstract byExternalId(
    externalId: string,
  ): Promise<{ readonly conversion: Conversion; readonly fingerprint: string } | undefined>;

  /** In order of time: every conversion of some contacts, and of others those of whose attribution nothing was said yet. */
  abstract ofContacts(whose: {
    readonly all: readonly ContactId[];
    readonly untold: readonly ContactId[];
  }): Promise<readonly Conversion[]>;

  /** Those conversions of these contacts that a coupon was given with, in order of time. */
  abstract withCoupons(contactIds: readonly ContactId[]): Promise<readonly Conversion[]>;

  /** Gives the contacts every parked conversion that names one of them by a channel identity or a user id he is known by. */
  abstract claimParked(contactIds: readonly ContactId[]): Promise<void>;

  /**
   * Those of these that are parked still, and with which nobody else is busy. They are held to the end of the transaction;
   * whoever asks holds their contacts.
   */
  abstract lockParked(ids: readonly ConversionId[]): Promise<readonly Conversion[]>;

  /** Keeps what is now said of conversions' attribution, and when and where an opening was; an opening may be new. */
  abstract keep(conversions: readonly Conversion[]): Promise<void>;
}
