import type {
  ChannelAccountId,
  ConversationId,
  CouponReference,
  DeliveredReference,
  Instant,
  Reference,
  SignalCopy,
  TypedReference,
} from '@whence/attribution-domain';
import { onlyKnown, type Channel, type PlatformTime, type Provider } from '@whence/signals';

import type { CouponBuilder } from './coupon.builder.js';
import { aConversation, anAccount, connectionOf } from './ids.js';
import { clickIdOf, clickPartOf, type LinkBuilder } from './link.builder.js';

const receiptDelayMs = 500;

/** The person wrote at this moment, seen straight from the platform: `aMessage(time('10:00')).withRefOf(anna)`. */
export const aMessage = (at: Instant): SignalBuilder => new SignalBuilder('message-received', at);

/** The person opened the thread through a link or ad, without writing. */
export const aReferral = (at: Instant): SignalBuilder => new SignalBuilder('thread-opened', at);

/** The business wrote. */
export const anEcho = (at: Instant): SignalBuilder => new SignalBuilder('business-wrote', at);

export class SignalBuilder {
  constructor(
    private readonly kind: SignalCopy['kind'],
    private readonly at: Instant,
    private readonly changes: Partial<SignalCopy> & { readonly messageId?: string } = {},
  ) {}

  /** The platform's id of the message: copies of one message share it. */
  named(messageId: string): SignalBuilder {
    return this.with({ messageId });
  }

  through(provider: Provider): SignalBuilder {
    return this.with({ provider, connectionId: connectionOf(provider) });
  }

  /** A vendor's build time instead of the platform's. */
  stampedByVendor(): SignalBuilder {
    return this.with({ occurredAt: { at: this.at, precisionMs: 1, clock: 'vendor' } });
  }

  onWhatsApp(): SignalBuilder {
    const occurredAt: PlatformTime = { at: Math.floor(this.at / 1_000) * 1_000, precisionMs: 1_000, clock: 'platform' };
    return this.with({ channel: 'whatsapp' satisfies Channel, occurredAt });
  }

  /** In another conversation than the one of the test, and on the channel account that it is on. */
  inConversation(conversationId: ConversationId, channelAccountId?: ChannelAccountId): SignalBuilder {
    return this.with({ conversationId, ...onlyKnown({ channelAccountId }) });
  }

  receivedAt(receivedAt: Instant): SignalBuilder {
    return this.with({ receivedAt });
  }

  /** Told of another contact, who was joined with this one then. */
  joinedAt(joinedAt: Instant): SignalBuilder {
    return this.with({ joinedAt });
  }

  unreadable(): SignalBuilder {
    return this.with({ isReadable: false });
  }

  forwarded(): SignalBuilder {
    return this.with({ isForwarded: true });
  }

  withRefOf(link: LinkBuilder): SignalBuilder {
    return this.withRef(link.refCode);
  }

  withRef(ref: string): SignalBuilder {
    return this.carrying({ kind: 'delivered', ref, isProduct: false, delivered: { ref } });
  }

  withTokenOf(link: LinkBuilder, clickedAt: Instant): SignalBuilder {
    const token = { linkId: link.id, clickId: clickIdOf(link, clickedAt), clickedAt };
    return this.carrying({ kind: 'delivered', ref: `w1${link.name}`, token, isProduct: false, delivered: {} });
  }

  withAd(adId: string): SignalBuilder {
    return this.carrying({ kind: 'delivered', adId, isProduct: false, delivered: { ad_id: adId } });
  }

  /** An ad that leads to a link of ours: the platform tells of both at once. */
  withRefAndAd(link: LinkBuilder, adId: string): SignalBuilder {
    const { refCode: ref } = link;
    return this.carrying({ kind: 'delivered', ref, adId, isProduct: false, delivered: { ref, ad_id: adId } });
  }

  withProduct(): SignalBuilder {
    return this.carrying({ kind: 'delivered', isProduct: true, delivered: { product: { id: '1' } } });
  }

  typingCodeOf(link: LinkBuilder): SignalBuilder {
    return this.carrying({ kind: 'typed', code: link.textCode, isDamaged: false });
  }

  typingCodeWithClickOf(link: LinkBuilder, clickedAt: Instant): SignalBuilder {
    return this.carrying({ kind: 'typed', code: link.textCode, clickPart: clickPartOf(clickedAt), isDamaged: false });
  }

  typingDamaged(code: string): SignalBuilder {
    return this.carrying({ kind: 'typed', code, isDamaged: true });
  }

  typingCoupon({ fingerprint }: Pick<CouponBuilder, 'fingerprint'>): SignalBuilder {
    return this.carrying({ kind: 'coupon', fingerprint });
  }

  build(): SignalCopy {
    const { messageId, ...changes } = this.changes;
    const base: SignalCopy = {
      key: this.key(messageId),
      kind: this.kind,
      channel: 'instagram',
      channelAccountId: anAccount,
      conversationId: aConversation,
      provider: 'meta-graph',
      connectionId: connectionOf('meta-graph'),
      occurredAt: { at: this.at, precisionMs: 1, clock: 'platform' },
      receivedAt: this.at + receiptDelayMs,
      isReadable: true,
      isForwarded: false,
      references: [],
    };
    return { ...base, ...changes };
  }

  private carrying(reference: Unidentified): SignalBuilder {
    const slot = slotOf(reference);
    const added = { ...reference, id: `tch_${this.key(this.changes.messageId)} ${slot}` } as Reference;
    return this.with({ references: [...(this.changes.references ?? []), added] });
  }

  private key(messageId: string | undefined): string {
    return `${this.kind} ${messageId ?? this.at}`;
  }

  private with(changes: Partial<SignalCopy> & { readonly messageId?: string }): SignalBuilder {
    return new SignalBuilder(this.kind, this.at, { ...this.changes, ...changes });
  }
}

type Unidentified = Omit<DeliveredReference, 'id'> | Omit<TypedReference, 'id'> | Omit<CouponReference, 'id'>;

const slotOf = (reference: Unidentified): string => {
  if (reference.kind === 'delivered') return 'referral';
  return reference.kind === 'typed' ? reference.code : `coupon ${reference.fingerprint}`;
};
