import fc from 'fast-check';

import { aCoupon } from './coupon.builder.js';
import { aClick, aLink, anAd } from './link.builder.js';
import { aMessage, anEcho, aReferral, type SignalBuilder } from './signal.builder.js';
import { time } from './times.js';

const anna = aLink('ANNA');
const ben = aLink('BEN').withWindowDays(7);
const bens = aCoupon('BEN');
const cleos = aCoupon('CLEO').issuedAt(time('09:00')).expiringAt(time('10:10'));
const clickedAt = time('09:59:30');

/** The catalogue that everything seen here is about. */
export const seenOf = {
  links: [anna, ben],
  ads: [anAd('77', 'AUTUMN')],
  clicks: [aClick(anna, clickedAt)],
  coupons: [bens, cleos],
};

const dress: Readonly<Record<string, (signal: SignalBuilder) => SignalBuilder>> = {
  plain: (signal) => signal,
  unreadable: (signal) => signal.unreadable(),
  'ref of Anna': (signal) => signal.withRefOf(anna),
  'ref of Ben': (signal) => signal.withRefOf(ben),
  'unknown ref': (signal) => signal.withRef('NOBODY'),
  token: (signal) => signal.withTokenOf(anna, clickedAt),
  ad: (signal) => signal.withAd('77'),
  product: (signal) => signal.withProduct(),
  'code of Anna': (signal) => signal.typingCodeOf(anna),
  'code of Ben': (signal) => signal.typingCodeOf(ben),
  'code with click': (signal) => signal.typingCodeWithClickOf(anna, clickedAt),
  'two codes': (signal) => signal.typingCodeOf(anna).typingCodeOf(ben),
  'ref and code': (signal) => signal.withRefOf(anna).typingCodeOf(ben),
  'forwarded code': (signal) => signal.forwarded().typingCodeOf(ben),
  'coupon of Ben': (signal) => signal.typingCoupon(bens),
  'coupon of Cleo': (signal) => signal.typingCoupon(cleos),
  'two coupons': (signal) => signal.typingCoupon(bens).typingCoupon(cleos),
  'code and coupon': (signal) => signal.typingCodeOf(ben).typingCoupon(cleos),
  'a word': (signal) => signal.typingCoupon({ fingerprint: 'of no coupon' }),
  'damaged code': (signal) => signal.typingDamaged('WH-XXXX'),
};

const begin = { message: aMessage, referral: aReferral, echo: anEcho };

const msPerSecond = 1_000;

/** One signal that may be seen of a contact around an opening; those of one name are copies of one message. */
export const aSeen: fc.Arbitrary<SignalBuilder> = fc
  .record({
    seconds: fc.integer({ min: 0, max: 1_200 }),
    kind: fc.constantFrom(
      'message' as const,
      'message' as const,
      'message' as const,
      'referral' as const,
      'echo' as const,
    ),
    messageId: fc.constantFrom('a', 'b', 'c', undefined),
    provider: fc.constantFrom('meta-graph' as const, 'zernio' as const),
    what: fc.constantFrom(...Object.keys(dress)),
    isStampedByVendor: fc.boolean(),
    receivedLater: fc.constantFrom(0, 0, 60, 9 * 86_400),
  })
  .map(({ seconds, kind, messageId, provider, what, isStampedByVendor, receivedLater }) => {
    const at = time('10:00') + seconds * msPerSecond;
    const begun = begin[kind];
    const named = messageId === undefined ? begun(at) : begun(at).named(messageId);
    const told = named.through(provider).receivedAt(at + (1 + receivedLater) * msPerSecond);
    const stamped = isStampedByVendor && provider === 'zernio' ? told.stampedByVendor() : told;
    return (dress[what] ?? ((signal) => signal))(stamped);
  });

/** What may be seen of one contact. */
export const seenThings: fc.Arbitrary<SignalBuilder[]> = fc.array(aSeen, { minLength: 1, maxLength: 7 });
