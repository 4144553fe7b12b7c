import { describe, expect, it } from '@jest/globals';
import {
  aLink,
  aMessage,
  anAd,
  answer,
  aReferral,
  decide,
  decideSale,
  shares,
  time,
  type Given,
  type SignalBuilder,
} from '@whence/attribution-testing';

const anna = aLink('ANNA');
const ben = aLink('BEN');
const cem = aLink('CEM');
const links = [anna, ben, cem];
const ads = [anAd('77', 'AUTUMN')];
const opening = aMessage(time('10:00')).named('opening');
const at = time('09:00');

/** The answer, which is the same in whatever order it is told. */
const said = (seen: readonly SignalBuilder[], given: Given = {}): string => {
  const told = answer(decide(seen, { links, ads, ...given }));
  expect(answer(decide([...seen].reverse(), { links, ads, ...given }))).toBe(told);
  return told;
};

describe('of two who came in the same moment', () => {
  it('the stronger match type has it', () => {
    const byRef = aReferral(at).named('a').withRefOf(anna);
    const byToken = aReferral(at)
      .named('b')
      .withTokenOf(ben, at - 1_000);
    expect(said([byRef, byToken, opening])).toBe('credited to BEN by click_token');
    expect(said([byRef, byToken, opening], { settings: { model: 'last_touch' } })).toBe(
      'credited to BEN by click_token',
    );
  });

  it('and by the same match type, the one whose evidence comes first by its id', () => {
    const annas = (name: string) => aReferral(at).named(name).withRefOf(anna);
    const bens = aReferral(at).named('b').withRefOf(ben);
    expect(said([annas('a'), bens, opening])).toBe('credited to ANNA by ref_code');
    expect(said([annas('c'), bens, opening])).toBe('credited to BEN by ref_code');
    const lastTouch = { settings: { model: 'last_touch' } } as const;
    expect(said([annas('c'), bens, opening], lastTouch)).toBe('credited to BEN by ref_code');
  });

  it('the earlier one has it, were it by a millisecond and by a weaker match type', () => {
    const byRef = aReferral(at - 1).withRefOf(anna);
    const byToken = aReferral(at).withTokenOf(ben, at - 1_000);
    expect(said([byRef, byToken, opening])).toBe('credited to ANNA by ref_code');
  });
});

describe('partners and ads', () => {
  const byAd = aReferral(at).named('ad').withAd('77');
  const byLink = aReferral(at + 60_000).withRefOf(anna);

  it('go in the order that the settings say, whichever came first', () => {
    expect(said([byAd, byLink, opening])).toBe('credited to ANNA by ref_code');
    expect(said([byAd, byLink, opening], { settings: { precedence: 'ad_over_partner' } })).toBe(
      'credited to campaign AUTUMN by ad_referral',
    );
  });

  it('are one where an ad leads to a link: that is its partner’s', () => {
    const both = aReferral(at + 60_000).withRefAndAd(ben, '77');
    expect(said([byLink, both, opening], { settings: { precedence: 'ad_over_partner' } })).toBe(
      'credited to ANNA by ref_code',
    );
    expect(said([aReferral(at).withAd('77'), aReferral(time('09:50')).withRefAndAd(ben, '77'), opening])).toBe(
      'credited to BEN by ref_code',
    );
  });
});

describe('the campaign of a credit', () => {
  it('is that of the ad in the same entry, where the link has none', () => {
    const link = anna.withoutCampaign();
    const seen = [aReferral(at).withRefOf(anna), aReferral(at + 1_000).withRefAndAd(anna, '77'), opening];
    const decision = decide(seen, { links: [link], ads });
    expect(decision).toMatchObject({ credits: [{ partnerId: 'prt_ANNA', campaignId: 'cmp_AUTUMN' }] });
  });

  it('is none where neither link nor ad has one', () => {
    const decision = decide([opening.withRefOf(anna)], { links: [anna.withoutCampaign()] });
    expect(decision).toMatchObject({ status: 'credited', credits: [{ partnerId: 'prt_ANNA', campaignId: undefined }] });
    const { campaignId: _, ...plainAd } = anAd('78', 'NONE');
    const byAd = decide([opening.withAd('78')], { ads: [plainAd] });
    expect(byAd).toMatchObject({
      status: 'credited',
      credits: [{ adId: 'ad_78', campaignId: undefined, shareMillionths: 1_000_000 }],
    });
  });
});

describe('shares of a sale', () => {
  const sale = (seen: readonly SignalBuilder[], model: 'linear' | 'position_based' | 'time_decay') =>
    decideSale(time('11:00'), seen, { links, settings: { model } });

  it('go to the entries in the order in which people came, and not in the order of strength', () => {
    const seen = [
      aMessage(time('10:00', 3)).withRefOf(anna),
      aReferral(time('10:00', 2)).withTokenOf(ben, time('09:59', 2)),
      aReferral(time('10:00', 1)).withRefOf(cem),
    ];
    expect(shares(sale(seen, 'position_based'))).toEqual(['ANNA 400000', 'CEM 400000', 'BEN 200000']);
  });

  it('of two entries in one moment are in the order of their evidence, whatever is told first', () => {
    const seen = ['b', 'a', 'c'].map((name, place) =>
      aReferral(at)
        .named(name)
        .withRefOf(links[place] ?? anna),
    );
    const expected = ['BEN 333334', 'ANNA 333333', 'CEM 333333'];
    expect(shares(sale([...seen, opening], 'linear'))).toEqual(expected);
    expect(shares(sale([opening, ...seen.reverse()], 'linear'))).toEqual(expected);
  });

  it('have the match type of the stronger of two arrivals by one link, whichever came first', () => {
    const weak = aReferral(time('10:00', 3)).withRefOf(anna);
    const strong = aReferral(time('10:00', 2)).withTokenOf(anna, time('09:59', 2));
    const later = aReferral(time('10:00', 1)).withRefOf(anna);
    const seen = [aMessage(time('10:00', 4)), weak, strong, later];
    expect(sale(seen, 'linear')).toMatchObject({ matchType: 'click_token', credits: [{ linkId: 'lnk_ANNA' }] });
  });

  it('halve with every seven days before the latest entry', () => {
    const seen = [aMessage(time('10:00', 28)).withRefOf(anna), aReferral(time('10:00', 0)).withRefOf(ben)];
    expect(shares(sale(seen, 'time_decay'))).toEqual(['BEN 941176', 'ANNA 58824']);
  });
});
