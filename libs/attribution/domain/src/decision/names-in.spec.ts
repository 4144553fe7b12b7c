import { describe, expect, it } from '@jest/globals';
import { aCoupon, aLink, aMessage, clickIdOf, clickPartOf, time } from '@whence/attribution-testing';

import { namesIn } from './names-in.js';

const anna = aLink('ANNA');
const ben = aLink('BEN');
const clickedAt = time('09:59');
const message = aMessage(time('10:00'));
const nothing = {
  linkIds: [],
  refCodes: [],
  textCodes: [],
  couponFingerprints: [],
  adIds: [],
  clickIds: [],
  clickParts: [],
};

describe('what the catalogue is asked for', () => {
  it.each([
    ['a ref code, by what it says', message.withRefOf(anna), { refCodes: [anna.refCode] }],
    [
      'a click token, by its link and its click, and not as a ref',
      message.withTokenOf(anna, clickedAt),
      { linkIds: [anna.id], clickIds: [clickIdOf(anna, clickedAt)] },
    ],
    ['an ad, by its id', message.withAd('77'), { adIds: ['77'] }],
    ['a typed code, by what it says', message.typingCodeOf(anna), { textCodes: [anna.textCode] }],
    [
      'a typed code with its click part',
      message.typingCodeWithClickOf(anna, clickedAt),
      { textCodes: [anna.textCode], clickParts: [clickPartOf(clickedAt)] },
    ],
    [
      'a word that may be a coupon, by its fingerprint',
      message.typingCoupon(aCoupon('ANNA')),
      { couponFingerprints: [aCoupon('ANNA').fingerprint] },
    ],
    ['a damaged code: nothing, for it is nobody’s', message.typingDamaged('WH-ANNB'), {}],
    ['a product: nothing', message.withProduct(), {}],
  ])('is %s', (_, seen, asked) => {
    expect(namesIn([seen.build()])).toEqual({ ...nothing, ...asked });
  });

  it('is everything that all copies name, each once', () => {
    const names = namesIn(
      [message.withRefOf(anna), message.withRefOf(ben), message.withRefOf(anna)].map((one) => one.build()),
    );
    expect(names.refCodes).toEqual([anna.refCode, ben.refCode]);
  });
});
