import { describe, expect, it } from '@jest/globals';
import {
  aLink,
  aMessage,
  anAd,
  anEcho,
  answer,
  aReferral,
  decide,
  decideSale,
  shares,
  time,
} from '@whence/attribution-testing';

import type { JudgedTouchpoint } from '../eligibility/judge-entries.js';
import { defaultSettings, type ModelName } from '../settings/attribution-settings.js';
import { models } from './models.js';

const anna = aLink('ANNA');
const ben = aLink('BEN');
const cem = aLink('CEM');
const dora = aLink('DORA');
const links = [anna, ben, cem, dora];
const by = (model: ModelName) => ({ links, settings: { model } });

/** The person writes through Anna's link, and comes back through others' a week later each time. */
const annas = aMessage(time('10:00', 21)).withRefOf(anna);
const bens = aReferral(time('10:00', 14)).withRefOf(ben);
const cems = aReferral(time('10:00', 7)).withRefOf(cem);
const doras = aReferral(time('10:00')).withRefOf(dora);
const saleAt = time('11:00');

describe('who has the credit for a sale', () => {
  it.each<[ModelName, readonly string[]]>([
    ['first_touch', ['ANNA 1000000']],
    ['last_touch', ['DORA 1000000']],
    ['last_non_direct', ['DORA 1000000']],
    ['linear', ['ANNA 250000', 'BEN 250000', 'CEM 250000', 'DORA 250000']],
    ['position_based', ['ANNA 400000', 'DORA 400000', 'BEN 100000', 'CEM 100000']],
    ['time_decay', ['DORA 533333', 'CEM 266666', 'BEN 133333', 'ANNA 66668']],
  ])('under %s of four who sent the person, one a week', (model, expected) => {
    expect(shares(decideSale(saleAt, [annas, bens, cems, doras], by(model)))).toEqual(expected);
  });

  it.each<[ModelName, readonly string[]]>([
    ['linear', ['ANNA 333334', 'BEN 333333', 'CEM 333333']],
    ['position_based', ['ANNA 400000', 'CEM 400000', 'BEN 200000']],
    ['time_decay', ['CEM 571428', 'BEN 285714', 'ANNA 142858']],
  ])('under %s of three, what does not divide going to the earliest', (model, expected) => {
    expect(shares(decideSale(saleAt, [annas, bens, cems], by(model)))).toEqual(expected);
  });

  it.each<[ModelName, readonly string[]]>([
    ['linear', ['ANNA 500000', 'BEN 500000']],
    ['position_based', ['ANNA 500000', 'BEN 500000']],
    ['time_decay', ['BEN 666666', 'ANNA 333334']],
  ])('under %s of two', (model, expected) => {
    expect(shares(decideSale(saleAt, [annas, bens], by(model)))).toEqual(expected);
  });

  it.each(Object.keys(models) as ModelName[])('under %s of one: all of it', (model) => {
    expect(shares(decideSale(saleAt, [annas], by(model)))).toEqual(['ANNA 1000000']);
  });
});

describe('under every model but the first touch', () => {
  it('an organic opening stays organic, and a later touch counts for the sale after it', () => {
    const seen = [aMessage(time('10:00', 21)), bens];
    expect(answer(decide(seen, by('last_touch')))).toBe('organic');
    expect(answer(decideSale(time('09:00', 14), seen, by('last_touch')))).toBe('organic');
    expect(answer(decideSale(saleAt, seen, by('last_touch')))).toBe('credited to BEN by ref_code');
    expect(answer(decideSale(saleAt, seen, by('first_touch')))).toBe('organic');
  });

  it('the window is measured to the sale', () => {
    const given = { ...by('linear'), links: [anna.withWindowDays(21), ben] };
    expect(shares(decideSale(time('09:59:59.999'), [annas, bens], given))).toEqual(['ANNA 500000', 'BEN 500000']);
    expect(shares(decideSale(time('10:00'), [annas, bens], given))).toEqual(['BEN 1000000']);
  });

  it('an entry in the very millisecond of the sale counts, and one a millisecond later does not', () => {
    const sale = (ofDay: string) => answer(decideSale(time(ofDay), [annas, doras], by('last_touch')));
    expect(sale('10:00')).toBe('credited to DORA by ref_code');
    expect(sale('09:59:59.999')).toBe('credited to ANNA by ref_code');
  });

  it('the explanation says that it came too late for the sale', () => {
    const decision = decideSale(time('09:00'), [annas, doras], by('last_touch'));
    const refusals = decision?.judged.map(({ verdicts }) => verdicts.find(({ outcome }) => outcome === 'refused'));
    expect(refusals).toEqual([
      undefined,
      { rule: 'entered-by-the-conversion', outcome: 'refused', reason: 'entered-after-the-conversion' },
    ]);
  });

  it("WhatsApp's whole seconds and a vendor's build time are allowed for", () => {
    const typed = aMessage(time('10:00:05.900')).onWhatsApp().typingCodeOf(ben);
    const told = aReferral(time('10:00:15')).stampedByVendor().withRefOf(cem);
    const sale = (ofDay: string) =>
      answer(decideSale(time(ofDay), [aMessage(time('10:00', 1)), typed, told], by('last_touch')));
    expect(sale('10:00:05')).toBe('credited to CEM by ref_code');
    expect(answer(decideSale(time('10:00:05.100'), [aMessage(time('10:00', 1)), typed], by('last_touch')))).toBe(
      'credited to BEN by text_code',
    );
    expect(answer(decideSale(time('10:00:04.999'), [aMessage(time('10:00', 1)), typed], by('last_touch')))).toBe(
      'organic',
    );
  });

  it('the evidence of the opening counts for a sale that another clock puts just before it', () => {
    const sale = decideSale(time('09:59:58', 21), [annas], by('last_touch'));
    expect(answer(sale)).toBe('credited to ANNA by ref_code');
  });

  it('what was proven silences what was typed later', () => {
    const typed = aMessage(time('10:00')).typingCodeOf(ben);
    expect(shares(decideSale(saleAt, [annas, typed], by('last_touch')))).toEqual(['ANNA 1000000']);
    expect(shares(decideSale(saleAt, [annas, typed], by('linear')))).toEqual(['ANNA 1000000']);
    expect(shares(decideSale(saleAt, [aMessage(time('10:00', 21)), typed], by('linear')))).toEqual(['BEN 1000000']);
  });

  it('the latest wins, an ad as well as a partner; precedence settles one moment only', () => {
    const ad = (ofDay: string) => aReferral(time(ofDay)).named('by-ad').withAd('77');
    const given = { ...by('last_touch'), ads: [anAd('77', 'AUTUMN')] };
    expect(answer(decideSale(saleAt, [annas, ad('10:00')], given))).toBe('credited to campaign AUTUMN by ad_referral');
    const atOnce = [annas, doras, ad('10:00')];
    expect(answer(decideSale(saleAt, atOnce, given))).toBe('credited to DORA by ref_code');
    const adFirst = { ...given, settings: { model: 'last_touch', precedence: 'ad_over_partner' } } as const;
    expect(answer(decideSale(saleAt, atOnce, adFirst))).toBe('credited to campaign AUTUMN by ad_referral');
  });

  it('two arrivals by one link are one credit, with the match type of the stronger', () => {
    const again = aReferral(time('10:00', 3)).withTokenOf(anna, time('09:59', 3));
    const decision = decideSale(saleAt, [annas, bens, again], by('linear'));
    expect(shares(decision)).toEqual(['ANNA 666667', 'BEN 333333']);
    expect(decision).toMatchObject({
      matchType: 'click_token',
      credits: [{ linkId: 'lnk_ANNA' }, { linkId: 'lnk_BEN' }],
    });
  });

  it('a link that is opened after the sale does not strengthen the code that was typed before it', () => {
    const typed = aMessage(time('10:50')).typingCodeOf(ben);
    const afterwards = aReferral(time('11:10')).withRefOf(ben);
    expect(shares(decideSale(saleAt, [annas, typed, afterwards], by('last_touch')))).toEqual(['ANNA 1000000']);
  });

  it('one arrival that is told three times is one entry', () => {
    const told = [aReferral(time('09:59:50', 21)).withRefOf(anna), annas, aReferral(time('10:01', 21)).withRefOf(anna)];
    expect(shares(decideSale(saleAt, [...told, bens], by('linear')))).toEqual(['ANNA 500000', 'BEN 500000']);
  });

  it('the match type is that of the largest share', () => {
    const typed = aMessage(time('10:00', 21)).typingCodeOf(anna);
    const coming = [typed, aMessage(time('10:00', 14)).typingCodeOf(ben)];
    expect(decideSale(saleAt, coming, by('time_decay'))).toMatchObject({
      matchType: 'text_code',
      credits: [{ partnerId: 'prt_BEN', shareMillionths: 666_666 }, { partnerId: 'prt_ANNA' }],
    });
  });

  it('two codes in one later text are ambiguous, and in two texts they are two entries', () => {
    const opening = aMessage(time('10:00', 21));
    const both = aMessage(time('10:00', 1)).typingCodeOf(anna).typingCodeOf(ben);
    expect(answer(decideSale(saleAt, [opening, both], by('linear')))).toBe('unattributed: ambiguous');
    const one = [aMessage(time('10:00', 2)).typingCodeOf(anna), aMessage(time('10:00', 1)).typingCodeOf(ben)];
    expect(shares(decideSale(saleAt, [opening, ...one], by('linear')))).toEqual(['ANNA 500000', 'BEN 500000']);
  });
});

describe('a thread that was there before, or that the business began', () => {
  it('is worth nothing for a sale where the settings say so, but what came since is', () => {
    const seen = [aReferral(time('09:59', 21)).withRefOf(anna), aMessage(time('10:00', 21))];
    const given = { links, settings: { model: 'last_touch', existingThreads: 'unattributed' } } as const;
    expect(answer(decideSale(saleAt, seen, given))).toBe('unattributed: existing-thread');
    expect(answer(decideSale(saleAt, [...seen, bens], given))).toBe('credited to BEN by ref_code');
  });

  it('earns on a sale only by what was proven', () => {
    const seen = [
      anEcho(time('09:00', 21)),
      aMessage(time('10:00', 21)),
      aMessage(time('10:00', 1)).typingCodeOf(anna),
    ];
    expect(answer(decideSale(saleAt, seen, by('last_touch')))).toBe('unattributed: business-wrote-first');
    expect(answer(decideSale(saleAt, [...seen, bens], by('last_touch')))).toBe('credited to BEN by ref_code');
  });
});

describe('how long a sale is heard about', () => {
  const late = aReferral(time('10:00', 7)).withRefOf(cem);

  it('is until it is final itself, which is never before its opening is', () => {
    expect(decideSale(time('11:00', 20), [annas], by('last_touch'))?.finalAt).toBe(time('11:00', 20) + 192 * 3_600_000);
    const soon = decideSale(time('09:58', 21), [annas], by('last_touch'));
    expect(soon?.finalAt).toBe(time('10:00', 21) + 192 * 3_600_000);
  });

  it('takes in what the opening was too final for', () => {
    const copy = aMessage(time('10:00', 21)).named('mid.1');
    const lateCopy = copy.withRefOf(ben).receivedAt(time('10:00', 12));
    expect(answer(decide([copy, lateCopy], by('last_touch')))).toBe('organic');
    expect(answer(decideSale(saleAt, [copy, lateCopy], by('last_touch')))).toBe('credited to BEN by ref_code');
  });

  it('ends at the very millisecond of finality', () => {
    const finalAt = time('11:00', 6) + 192 * 3_600_000;
    const sale = (receivedAt: number) =>
      answer(decideSale(time('11:00', 6), [annas, late.receivedAt(receivedAt)], by('last_touch')));
    expect(sale(finalAt - 1)).toBe('credited to CEM by ref_code');
    expect(sale(finalAt)).toBe('credited to ANNA by ref_code');
  });
});

describe('the last touch that is not direct', () => {
  const speakerOf = (signal: typeof annas, given = {}): JudgedTouchpoint => {
    const speaker = decide([signal], { ...by('last_touch'), ...given })?.judged[0];
    if (speaker === undefined) throw new Error('nothing was judged');
    return speaker;
  };

  it('skips what names neither a link nor an ad', () => {
    const { considers } = models.last_non_direct;
    expect(considers(speakerOf(annas))).toBe(true);
    expect(considers(speakerOf(aMessage(time('10:00')).withAd('77'), { ads: [anAd('77', 'AUTUMN')] }))).toBe(true);
    expect(considers(speakerOf(aMessage(time('10:00')).typingDamaged('WH-XXXX')))).toBe(false);
    expect(models.last_touch.considers(speakerOf(aMessage(time('10:00')).typingDamaged('WH-XXXX')))).toBe(true);
  });
});

describe('the models', () => {
  it('have a reason each, under the name that the settings know them by', () => {
    for (const [name, model] of Object.entries(models)) {
      expect(model.name).toBe(name);
      expect(model.reason).not.toBe('');
      expect(model.subject).toBe(name === 'first_touch' ? 'contact' : 'conversion');
    }
    expect(defaultSettings.model).toBe('first_touch');
  });
});
