import type {
  ChannelAccountId,
  ContactId,
  ConversationId,
  ConversionAttribution,
  ConversionId,
  Instant,
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
  readonly conversationId?: ConversationId;
  readonly amount?: Money;
  readonly occurredAt: Instant;
  readonly attribution: ConversionAttribution;
  /** Counts what was said of its attribution; 0 until anything was. */
  readonly version: number;
  readonly isFinal: boolean;
  readonly finalAt?: Instant;
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

  abstract ofContact(contactId: ContactId): Promise<readonly Conversion[]>;

  /** Those of the contact of whose attribution nothing was said yet. */
  abstract untoldOf(contactId: ContactId): Promise<readonly Conversion[]>;

  /** Gives the contact every parked conversion that names it by a channel identity or a user id it is known by. */
  abstract claimParked(contactId: ContactId): Promise<void>;

  /** Keeps what is now said of a conversion's attribution, and an opening's time. */
  abstract update(conversion: Conversion): Promise<void>;
}
