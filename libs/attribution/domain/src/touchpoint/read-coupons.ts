import type { CatalogueFacts, CouponFacts } from '../catalogue/catalogue-facts.js';
import type { ChannelAccountId, ConversationId, TouchpointId } from '../ids.js';
import type { Signal } from '../signal/signal-copy.js';
import { cutTo, type Instant } from '../time.js';
import type { CouponReference } from './reference.js';
import type { Touchpoint } from './touchpoint.js';

/** A coupon that the tenant gave with a conversion: no channel told of it, and the contact's conversation only says where he is. */
export interface GivenCoupon {
  readonly reference: CouponReference;
  readonly conversationId: ConversationId;
  readonly channelAccountId: ChannelAccountId;
  /** When the conversion happened, by the tenant's clock. */
  readonly occurredAt: Instant;
  readonly receivedAt: Instant;
}

/** What a coupon given with a conversion says: it entered with the conversion. Unlike a word of a message it was meant as a coupon, so an unknown one is told of. */
export const readGivenCoupons = (given: readonly GivenCoupon[], facts: CatalogueFacts): readonly Touchpoint[] =>
  given.map(({ reference, occurredAt, receivedAt, conversationId, channelAccountId }) => {
    const coupon = couponNamedBy(reference, { at: occurredAt, precisionMs: 1 }, facts);
    return {
      id: reference.id,
      signalKey: `given ${reference.id}`,
      conversationId,
      channelAccountId,
      enteredAt: occurredAt,
      clock: 'platform',
      precisionMs: 1,
      receivedAt,
      seenBy: [],
      reference,
      matchType: 'coupon',
      ...(coupon === undefined ? {} : { coupon }),
    };
  });

/** The coupon whose code it is: a word written before its coupon was issued is a word (adr/0026). */
export const couponNamedBy = (
  { fingerprint }: CouponReference,
  { at, precisionMs }: { readonly at: Instant; readonly precisionMs: number },
  { coupons }: CatalogueFacts,
): CouponFacts | undefined =>
  coupons.find((coupon) => coupon.codeFingerprint === fingerprint && cutTo(precisionMs, coupon.activeFrom) <= at);

/** Words that a coupon has, but had not yet when they were written: touchpoints no longer, where its start has been moved. */
export const wordsBeforeTheirCoupon = (signals: readonly Signal[], facts: CatalogueFacts): readonly TouchpointId[] =>
  signals.flatMap(({ references, occurredAt }) =>
    references.flatMap((reference) =>
      reference.kind === 'coupon' &&
      facts.coupons.some(({ codeFingerprint }) => codeFingerprint === reference.fingerprint) &&
      couponNamedBy(reference, occurredAt, facts) === undefined
        ? [reference.id]
        : [],
    ),
  );
