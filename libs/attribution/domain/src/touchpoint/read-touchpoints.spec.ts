import { describe, expect, it } from '@jest/globals';
import {
  aClick,
  aLink,
  aMessage,
  anAd,
  anEcho,
  answer,
  aReferral,
  aRobotsClick,
  decide,
  time,
  type SignalBuilder,
} from '@whence/attribution-testing';

import { mergeCopies } from '../signal/merge-copies.js';
import { forwardedCodes, readTouchpoints } from './read-touchpoints.js';
import type { Touchpoint } from './touchpoint.js';

const anna = aLink('ANNA');
const ben = aLink('BEN');
const links = [anna, ben];
const opening = aMessage(time('10:00'));
const day = 86_400_000;

const readFrom = (signal: SignalBuilder, ads = [anAd('77', 'AUTUMN')]): readonly Touchpoint[] =>
  readTouchpoints(mergeCopies([signal.build()]), {
    links: links.map((link) => link.build()),
    ads,
    clicks: [],
    coupons: [],
  });

describe('a click token', () => {
  const said = (clickedAt: number): string => answer(decide([opening.withTokenOf(anna, clickedAt)], { links }));

  it('speaks for its click for twenty-four hours, and then as the ref code of its link', () => {
    expect(said(time('10:00') - day)).toBe('credited to ANNA by click_token');
    expect(said(time('10:00') - day - 1)).toBe('credited to ANNA by ref_code');
  });

  it('names its own click among others', () => {
    const clicks = [aRobotsClick(anna, time('09:50')), aClick(anna, time('09:59'))];
    const decision = decide([opening.withTokenOf(anna, time('09:59'))], { links, clicks });
    expect(answer(decision)).toBe('credited to ANNA by click_token');
    expect(decision?.judged[0]?.touch.click?.clickedAt).toBe(time('09:59'));
  });

  it('of a link of somebody else is an unknown ref', () => {
    expect(answer(decide([opening.withTokenOf(aLink('FOREIGN'), time('09:59'))], { links }))).toBe(
      'unattributed: unknown-ref',
    );
  });
});

describe('the click part of a code', () => {
  const at = (clickedAt: number, clicks: Parameters<typeof decide>[1] = {}): string =>
    answer(
      decide([opening.typingCodeWithClickOf(anna, clickedAt)], { links, clicks: [aClick(anna, clickedAt)], ...clicks }),
    );

  it('names a click of the last twenty-four hours, or of two minutes after by another clock', () => {
    expect(at(time('10:00') - day)).toBe('credited to ANNA by click_token');
    expect(at(time('10:00') - day - 1)).toBe('credited to ANNA by text_code');
    expect(at(time('10:02'))).toBe('credited to ANNA by click_token');
    expect(at(time('10:02') + 1)).toBe('credited to ANNA by text_code');
  });

  it("names no click of another link, and no other click of its own link's", () => {
    const part = { ...aClick(anna, time('09:59')), linkId: ben.id };
    expect(at(time('09:59'), { clicks: [part] })).toBe('credited to ANNA by text_code');
    expect(at(time('09:59'), { clicks: [aClick(anna, time('09:58'))] })).toBe('credited to ANNA by text_code');
  });

  it('is missing from a code that was typed by heart: that names no click, not even one without a part', () => {
    const { clickPart: _, ...withoutPart } = aClick(anna, time('09:59'));
    const decision = decide([opening.typingCodeOf(anna)], { links, clicks: [withoutPart] });
    expect(answer(decision)).toBe('credited to ANNA by text_code');
  });
});

describe('an ad', () => {
  it('is the one that the platform names', () => {
    const ads = [anAd('76', 'SUMMER'), anAd('77', 'AUTUMN')];
    expect(answer(decide([opening.withAd('77')], { ads }))).toBe('credited to campaign AUTUMN by ad_referral');
  });

  it('that nobody knows is an ad referral all the same, and names nothing', () => {
    expect(readFrom(opening.withAd('5'))).toMatchObject([{ matchType: 'ad_referral', ad: undefined }]);
  });

  it('is none where the platform delivers a ref alone', () => {
    expect(readFrom(opening.withRefOf(anna))).toMatchObject([{ ad: undefined }]);
  });
});

describe('what names nobody', () => {
  it('is read as what it would have been', () => {
    expect(readFrom(opening.withRef('NOBODY'))).toMatchObject([{ matchType: 'ref_code' }]);
    expect(readFrom(opening.typingCodeOf(aLink('NOBODY')))).toMatchObject([{ matchType: 'text_code' }]);
    expect(readFrom(opening.typingDamaged(anna.textCode))).toMatchObject([{ matchType: 'text_code', link: undefined }]);
  });
});

describe('what is nobody’s own word', () => {
  const forwarded = opening.forwarded().typingCodeOf(anna).withRefOf(ben);

  it('is a code in a forwarded message: it is told of, and is no touch; what was delivered with it is', () => {
    const signals = mergeCopies([forwarded.build(), aReferral(time('10:01')).withRefOf(anna).build()]);
    const [code, ref] = forwarded.build().references;
    expect(forwardedCodes(signals)).toEqual([code?.id]);
    expect(readFrom(forwarded).map(({ id }) => id)).toEqual([ref?.id]);
  });

  it('is whatever the business wrote', () => {
    expect(readFrom(anEcho(time('10:00')).withRefOf(anna).typingCodeOf(ben))).toEqual([]);
  });
});
