import { describe, expect, it } from '@jest/globals';
import { aLink, aMessage, anAd, answer, aReferral, decide, time } from '@whence/attribution-testing';

const anna = aLink('ANNA');
const ben = aLink('BEN');
const links = [anna, ben];
const ads = [anAd('77', 'AUTUMN')];

describe('what comes after the opening, within the same arrival', () => {
  const opening = aMessage(time('10:00')).named('z');
  const annasRefLater = aMessage(time('10:05')).named('a').withRefOf(anna);

  it('is no proof of a code that was typed into the opening', () => {
    expect(answer(decide([opening.typingCodeOf(anna), annasRefLater], { links }))).toBe(
      'credited to ANNA by text_code',
    );
  });

  it('takes nothing from whom the platform delivered with the opening, whatever was typed there', () => {
    const seen = [opening.withRefOf(ben).typingCodeOf(anna), annasRefLater];
    expect(answer(decide(seen, { links }))).toBe('credited to BEN by ref_code');
  });

  it('settles no ambiguity of the opening', () => {
    const seen = [opening.typingCodeOf(anna).typingCodeOf(ben), annasRefLater];
    expect(answer(decide(seen, { links }))).toBe('unattributed: ambiguous');
  });

  it('brings no partner into an opening that came from an ad', () => {
    const seen = [opening.withAd('77'), aReferral(time('10:05')).withRefOf(ben).withAd('77')];
    expect(answer(decide(seen, { links, ads }))).toBe('credited to campaign AUTUMN by ad_referral');
  });

  it('is no second answer to a tie between two who were there before', () => {
    const before = [ben, anna].map((link, place) => aReferral(time('09:40')).named(`${place}`).withRefOf(link));
    const seen = [...before, opening.typingCodeOf(anna), annasRefLater];
    expect(answer(decide(seen, { links }))).toBe('credited to BEN by ref_code');
  });
});
