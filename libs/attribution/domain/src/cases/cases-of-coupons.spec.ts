import { describe, expect, it } from '@jest/globals';
import {
  aCoupon,
  aCouponGiven,
  aLink,
  aMessage,
  anAd,
  answer,
  aReferral,
  attributeSale,
  decide,
  decideSale,
  shares,
  time,
} from '@whence/attribution-testing';

import type { Decision } from '../decision/decision.js';

const anna = aCoupon('ANNA');
const ben = aCoupon('BEN');
const coupons = [anna, ben];
const opening = aMessage(time('10:00'));

const reasonsIn = (decision: Decision | undefined): readonly string[] =>
  (decision?.judged ?? []).flatMap(({ verdicts }) => verdicts.flatMap(({ reason }) => reason ?? []));

describe('a coupon that the person writes', () => {
  it('credits its partner, in its program, under the terms in force', () => {
    const decision = decide([opening.typingCoupon(anna)], { coupons });
    expect(answer(decision)).toBe('credited to ANNA by coupon');
    expect(decision).toMatchObject({
      credits: [{ partnerId: 'prt_ANNA', programId: 'prg_ANNA', programVersion: 1, shareMillionths: 1_000_000 }],
    });
  });

  it('is a word like others while it is nobody’s: organic stays organic', () => {
    const decision = decide([opening.typingCoupon(anna)], { coupons: [ben] });
    expect(answer(decision)).toBe('organic');
    expect(decision?.judged).toEqual([]);
  });

  it('is a word like others before it was issued', () => {
    const issuedAt = (at: number) => answer(decide([opening.typingCoupon(anna)], { coupons: [anna.issuedAt(at)] }));
    expect(issuedAt(time('10:00') + 1)).toBe('organic');
    expect(issuedAt(time('10:00'))).toBe('credited to ANNA by coupon');
  });

  it('counts from the second it was issued in where the platform tells whole seconds', () => {
    const seen = [aMessage(time('10:00:00')).onWhatsApp().typingCoupon(anna)];
    expect(answer(decide(seen, { coupons: [anna.issuedAt(time('10:00:00.900'))] }))).toBe('credited to ANNA by coupon');
  });

  it.each([
    ['disabled', anna.disabledAt(time('10:00')), 'coupon-disabled'],
    ['expired', anna.expiringAt(time('10:00')), 'coupon-expired'],
    ['a partner’s who has left', anna.whosePartnerEndedAt(time('09:00')), 'partner-not-active'],
  ])('credits nobody where it was %s', (_, coupon, reason) => {
    expect(answer(decide([opening.typingCoupon(anna)], { coupons: [coupon] }))).toBe(`unattributed: ${reason}`);
  });

  it('counts until the moment it ended', () => {
    const ending = anna.disabledAt(time('10:00') + 1).expiringAt(time('10:00') + 1);
    expect(answer(decide([opening.typingCoupon(anna)], { coupons: [ending] }))).toBe('credited to ANNA by coupon');
  });

  it('credits no partner for himself', () => {
    const self = { channel: 'instagram', participantPseudonym: 'anna' } as const;
    const given = { coupons: [anna.whosePartnerOwns(self)], contact: [self] };
    expect(answer(decide([opening.typingCoupon(anna)], given))).toBe('unattributed: self-referral');
  });

  it('counts where it is written within the grace, and not after it', () => {
    const within = [opening, aMessage(time('10:10')).typingCoupon(anna)];
    const after = [opening, aMessage(time('10:16')).typingCoupon(anna)];
    expect(answer(decide(within, { coupons }))).toBe('credited to ANNA by coupon');
    expect(answer(decide(after, { coupons }))).toBe('organic');
  });

  it('is nothing in a forwarded message', () => {
    expect(answer(decide([opening.forwarded().typingCoupon(anna)], { coupons }))).toBe('organic');
  });

  it('ranks below everything that was delivered, and below the code of a link beside it', () => {
    const cleo = aLink('CLEO');
    const ads = [anAd('77', 'AUTUMN')];
    const given = { coupons, links: [cleo], ads };
    expect(answer(decide([opening.withRefOf(cleo).typingCoupon(anna)], given))).toBe('credited to CLEO by ref_code');
    expect(answer(decide([opening.withAd('77').typingCoupon(anna)], given))).toBe(
      'credited to campaign AUTUMN by ad_referral',
    );
    expect(answer(decide([opening.typingCodeOf(cleo).typingCoupon(anna)], given))).toBe(
      'credited to CLEO by text_code',
    );
  });

  it('speaks where the code beside it is refused', () => {
    const gone = aLink('CLEO').expiringAt(time('09:00'));
    const decision = decide([opening.typingCodeOf(gone).typingCoupon(anna)], { coupons, links: [gone] });
    expect(answer(decision)).toBe('credited to ANNA by coupon');
  });

  it('is ambiguous beside another partner’s, in all the texts of the opening', () => {
    const seen = [opening.typingCoupon(anna), aMessage(time('10:05')).typingCoupon(ben)];
    expect(answer(decide(seen, { coupons }))).toBe('unattributed: ambiguous');
  });

  it('is not ambiguous beside another one of the same partner in the same program', () => {
    const second = anna.withCode('ANNAVIP');
    const decision = decide([opening.typingCoupon(anna).typingCoupon(second)], { coupons: [anna, second] });
    expect(answer(decision)).toBe('credited to ANNA by coupon');
  });

  it('is one entry with itself, written twice', () => {
    const seen = [opening.typingCoupon(anna), aMessage(time('10:05')).typingCoupon(anna)];
    const decision = decide(seen, { coupons });
    expect(new Set(decision?.judged.map(({ entry }) => entry.id)).size).toBe(1);
  });
});

describe('a coupon that is given with a conversion', () => {
  const signedUp = time('10:05');
  const given = (at: number, coupon = anna) => ({ coupons, givenCoupons: [aCouponGiven(coupon, at)] });

  it('does not steal an organic opening, and what it says is told', () => {
    const decision = decide([opening], given(signedUp));
    expect(answer(decision)).toBe('organic');
    expect(attributeSale(signedUp, decision)).toBe('unattributed: organic');
    expect(reasonsIn(decision)).toEqual(['entered-after-the-opening']);
  });

  it('does not take from whoever was credited', () => {
    const cleo = aLink('CLEO');
    const decision = decide([opening.withRefOf(cleo)], { ...given(signedUp), links: [cleo] });
    expect(attributeSale(signedUp, decision)).toBe('attributed to CLEO');
  });

  it('counts for the opening where it was given before: the person had been sent', () => {
    expect(answer(decide([opening], given(time('09:00'))))).toBe('credited to ANNA by coupon');
    expect(answer(decide([opening], given(time('10:00') + 1)))).toBe('organic');
  });

  it('counts for its conversion, and for those after it, under models that ask about each', () => {
    const settings = { model: 'last_touch' } as const;
    const sale = (at: number) => answer(decideSale(at, [opening], { ...given(signedUp), settings }));
    expect(sale(signedUp)).toBe('credited to ANNA by coupon');
    expect(sale(time('11:00'))).toBe('credited to ANNA by coupon');
    expect(sale(time('10:04'))).toBe('organic');
  });

  it('has its share under a model that gives everybody one', () => {
    const evidence = { ...given(signedUp), settings: { model: 'linear' } as const };
    expect(shares(decideSale(signedUp, [opening.typingCoupon(ben)], evidence))).toEqual(['BEN 500000', 'ANNA 500000']);
  });

  it('is silenced by what was proven, under every model', () => {
    const cleo = aLink('CLEO');
    const evidence = { ...given(signedUp), links: [cleo], settings: { model: 'last_touch' } as const };
    const seen = [aReferral(time('09:00')).withRefOf(cleo), opening];
    expect(answer(decideSale(signedUp, seen, evidence))).toBe('credited to CLEO by ref_code');
  });

  it('is no text: one that was written in a chat does not make it ambiguous', () => {
    const decision = decide([opening.typingCoupon(ben)], given(time('09:00')));
    expect(answer(decision)).toBe('credited to ANNA by coupon');
  });

  it('is told of also where it is nobody’s', () => {
    const unknown = { givenCoupons: [aCouponGiven(anna, time('09:00'))] };
    expect(answer(decide([opening], unknown))).toBe('unattributed: unknown-coupon');
    const afterwards = decide([opening], { givenCoupons: [aCouponGiven(anna, signedUp)] });
    expect(answer(afterwards)).toBe('organic');
    expect(reasonsIn(afterwards)).toContain('unknown-coupon');
  });

  it('is not heard once the decision is final', () => {
    const late = { coupons, givenCoupons: [aCouponGiven(anna, time('09:00'), time('10:00') + 9 * 86_400_000)] };
    expect(answer(decide([opening], late))).toBe('organic');
  });
});
