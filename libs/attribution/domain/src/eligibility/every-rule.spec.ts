import { describe, expect, it } from '@jest/globals';
import {
  aClick,
  aCoupon,
  aLink,
  aMessage,
  anAd,
  answer,
  aReferral,
  aRobotsClick,
  aTestClick,
  decide,
  decideSale,
  time,
  type CouponBuilder,
  type Given,
  type LinkBuilder,
  type SignalBuilder,
} from '@whence/attribution-testing';

import type { ChannelIdentity, PartnerStanding } from '../catalogue/catalogue-facts.js';
import type { Decision } from '../decision/decision.js';
import { resolve } from '../decision/resolve.js';
import { defaultSettings } from '../settings/attribution-settings.js';
import { eligibilityRules } from './judge-entries.js';

const anna = aLink('ANNA');
const ben = aLink('BEN');
const opening = aMessage(time('10:00'));
const clickedAt = time('09:59');
const annas: ChannelIdentity = { channel: 'instagram', participantPseudonym: 'anna' };

/** What rules refuse in this decision, each with its reason. */
const refusals = (decision: Decision | undefined): readonly string[] =>
  (decision?.judged ?? []).flatMap(({ verdicts }) =>
    verdicts.flatMap(({ rule, outcome, reason }) => (outcome === 'refused' ? [`${rule}: ${reason ?? ''}`] : [])),
  );

const whenSeen = (signal: SignalBuilder, given: Given = {}): readonly string[] =>
  refusals(decide(signal === opening ? [opening] : [opening, signal], { links: [anna, ben], ...given }));
const whenOpenedBy = (signal: SignalBuilder, given: Given = {}): readonly string[] =>
  refusals(decide([signal], { links: [anna, ben], ...given }));
const whenLinkIs = (link: LinkBuilder): readonly string[] => whenOpenedBy(opening.withRefOf(link), { links: [link] });

const anna10 = aCoupon('ANNA');
const whenCouponIs = (coupon: CouponBuilder): readonly string[] =>
  whenOpenedBy(opening.typingCoupon(coupon), { coupons: [coupon] });

describe('a rule refuses, and says why', () => {
  const stories: readonly (readonly [told: string, said: readonly string[], refusal: string])[] = [
    [
      'a link that is opened after the first message',
      whenSeen(aReferral(time('10:00:01')).withRefOf(anna)),
      'entered-by-the-opening: entered-after-the-opening',
    ],
    ["a shop's product page", whenOpenedBy(opening.withProduct()), 'carries-a-reference: product-referral'],
    ['a code with one wrong character', whenOpenedBy(opening.typingDamaged('WH-X')), 'code-is-intact: damaged'],
    ['a ref of nobody', whenOpenedBy(opening.withRef('NOBODY')), 'ref-is-known: unknown-ref'],
    ['an ad that nobody has told us of', whenOpenedBy(opening.withAd('5')), 'ref-is-known: unknown-ad'],
    ['a code of nobody', whenOpenedBy(opening.typingCodeOf(ben), { links: [anna] }), 'ref-is-known: unknown-ref'],
    [
      'two codes in one text',
      whenOpenedBy(opening.typingCodeOf(anna).typingCodeOf(ben)),
      'code-is-unambiguous: ambiguous',
    ],
    [
      'a click two minutes after the message it led to',
      whenOpenedBy(opening.withTokenOf(anna, time('10:02:00.001'))),
      'clicked-before-entering: clicked-after-entering',
    ],
    [
      "a robot's click",
      whenOpenedBy(opening.withTokenOf(anna, clickedAt), { clicks: [aRobotsClick(anna, clickedAt)] }),
      'touch-is-human: clicked-by-a-robot',
    ],
    [
      'a test of the link',
      whenOpenedBy(opening.withTokenOf(anna, clickedAt), {
        clicks: [{ ...aTestClick(anna, clickedAt), visitor: 'person' }],
      }),
      'touch-is-no-test: link-test',
    ],
    [
      'a touch as old as the window',
      whenSeen(aReferral(time('10:00', 30)).withRefOf(anna)),
      'touch-is-inside-window: outside-window',
    ],
    ['a link that was disabled', whenLinkIs(anna.disabledAt(time('10:00'))), 'link-was-active: link-disabled'],
    ['a link that had expired', whenLinkIs(anna.expiringAt(time('10:00'))), 'link-was-active: link-expired'],
    ['a link of later', whenLinkIs(anna.activeFrom(time('10:00:00.001'))), 'link-was-active: link-not-yet-active'],
    [
      'a partner who left',
      whenLinkIs(anna.whosePartnerEndedAt(time('10:00'))),
      'partner-was-active: partner-not-active',
    ],
    [
      'a partner who is not in the program',
      whenLinkIs(anna.whosePartnerNeverEnrolled()),
      'partner-was-active: partner-not-enrolled',
    ],
    [
      'a partner who left the program',
      whenLinkIs(anna.whoseEnrollmentEndedAt(time('10:00'))),
      'partner-was-active: partner-not-enrolled',
    ],
    ['a coupon that had expired', whenCouponIs(anna10.expiringAt(time('10:00'))), 'coupon-was-active: coupon-expired'],
    [
      'a coupon that was disabled',
      whenCouponIs(anna10.disabledAt(time('10:00'))),
      'coupon-was-active: coupon-disabled',
    ],
    [
      'a partner who writes to himself',
      whenOpenedBy(opening.withRefOf(anna), { links: [anna.whosePartnerOwns(annas)], contact: [annas] }),
      'partner-is-not-the-customer: self-referral',
    ],
  ];

  it.each(stories)('%s', (_, said, refusal) => {
    expect([...new Set(said)]).toEqual([refusal]);
  });

  it('and every rule is told of here', () => {
    const told = new Set(stories.map(([, , refusal]) => refusal.split(':')[0]));
    expect([...told].sort()).toEqual(eligibilityRules.map(({ name }) => name).sort());
  });

  it('a link that is opened after the sale', () => {
    const sale = decideSale(time('11:00'), [opening, aReferral(time('11:30')).withRefOf(anna)], {
      links: [anna],
      settings: { model: 'last_touch' },
    });
    expect(refusals(sale)).toEqual(['entered-by-the-conversion: entered-after-the-conversion']);
  });

  it('an empty referral, which names nothing', () => {
    const copy = opening.withProduct().build();
    const references = copy.references.map((reference) => ({ ...reference, isProduct: false }));
    const facts = { links: [], ads: [], clicks: [], coupons: [] };
    const decision = resolve({ copies: [{ ...copy, references }], contact: [], facts, settings: defaultSettings });
    expect(refusals(decision)).toEqual(['carries-a-reference: no-reference']);
  });
});

describe('a rule allows', () => {
  const said = (link: LinkBuilder, contact: readonly ChannelIdentity[] = []): string =>
    answer(decide([opening.withRefOf(link)], { links: [link], contact }));
  const credited = 'credited to ANNA by ref_code';

  it('a link until the millisecond in which it expires, or is disabled', () => {
    expect(said(anna.expiringAt(time('10:00:00.001')))).toBe(credited);
    expect(said(anna.disabledAt(time('10:00:00.001')))).toBe(credited);
    expect(said(anna.activeFrom(time('10:00')))).toBe(credited);
  });

  const linkOf = (changes: Partial<PartnerStanding>, isInProgram = true): string => {
    const { programId, ...facts } = anna.build();
    const standing = { partnerActiveFrom: 0, enrolledFrom: 0, identities: [], ...changes };
    const link = { ...facts, standing, ...(isInProgram && programId !== undefined ? { programId } : {}) };
    return answer(
      resolve({
        copies: [opening.withRefOf(anna).build()],
        contact: [],
        facts: { links: [link], ads: [], clicks: [], coupons: [] },
        settings: defaultSettings,
      }),
    );
  };

  it('a partner from the millisecond in which he is one, and while he is in the program', () => {
    expect(linkOf({ partnerActiveFrom: time('10:00') })).toBe(credited);
    expect(linkOf({ partnerActiveFrom: time('10:00:00.001') })).toBe('unattributed: partner-not-active');
    expect(linkOf({ enrolledFrom: time('10:00') })).toBe(credited);
    expect(linkOf({ enrolledFrom: time('10:00:00.001') })).toBe('unattributed: partner-not-enrolled');
    expect(linkOf({ partnerEndedAt: time('10:00:00.001') })).toBe(credited);
    expect(linkOf({ enrollmentEndedAt: time('10:00:00.001') })).toBe(credited);
  });

  it('a partner without any program to be a member of', () => {
    const later = { enrolledFrom: time('11:00') };
    expect(linkOf(later)).toBe('unattributed: partner-not-enrolled');
    expect(linkOf(later, false)).toBe(credited);
  });

  it('a customer who is like the partner, and is another person or on another channel', () => {
    const onWhatsApp: ChannelIdentity = { ...annas, channel: 'whatsapp' };
    const somebody: ChannelIdentity = { ...annas, participantPseudonym: 'somebody' };
    expect(said(anna.whosePartnerOwns(annas), [onWhatsApp, somebody])).toBe(credited);
    expect(said(anna.whosePartnerOwns(annas), [somebody, annas])).toBe('unattributed: self-referral');
  });

  it('one code that is written twice', () => {
    const twice = [opening.typingCodeOf(anna), aMessage(time('10:01')).typingCodeOf(anna)];
    expect(answer(decide(twice, { links: [anna, ben] }))).toBe('credited to ANNA by text_code');
  });

  it('an ad without terms of its own for thirty days', () => {
    const ads = [anAd('77', 'AUTUMN')];
    const adSeen = (at: number) => answer(decide([aReferral(at).withAd('77'), opening], { ads }));
    expect(adSeen(time('10:00', 30) + 1)).toBe('credited to campaign AUTUMN by ad_referral');
    expect(adSeen(time('10:00', 30))).toBe('unattributed: outside-window');
  });

  it('a click that a person made', () => {
    const given = { links: [anna], clicks: [aClick(anna, clickedAt)] };
    expect(answer(decide([opening.withTokenOf(anna, clickedAt)], given))).toBe('credited to ANNA by click_token');
  });
});
