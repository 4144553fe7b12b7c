import { describe, expect, it } from '@jest/globals';
import {
  aLink,
  aMessage,
  answer,
  anyModel,
  aReferral,
  decide,
  decideSale,
  saleOfVisits,
  shares,
  time,
  visitedLinks,
  visits,
  type SignalBuilder,
  holds,
} from '@whence/attribution-testing';
import fc from 'fast-check';

import { isEligible } from '../eligibility/judge-entries.js';
import { models } from '../model/models.js';
import { defaultSettings, type ModelName } from '../settings/attribution-settings.js';
import { matchClassOf } from '../touchpoint/match-type.js';
import { shareOut } from './share-out.js';
import { speakersOf } from './speakers.js';

const whole = 1_000_000;
const given = (model: ModelName) => ({ links: visitedLinks, settings: { model } });
const sale = (seen: readonly SignalBuilder[], model: ModelName) => decideSale(saleOfVisits, seen, given(model));
const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);

/** Everything that is paid by, as text: comparing it is cheap. */
const told = (seen: readonly SignalBuilder[], model: ModelName): string => {
  const decision = sale(seen, model);
  return `${answer(decision)} ${shares(decision).join(' ')} ${decision?.finalAt}`;
};

describe('shares, whatever was seen', () => {
  it('sum to one million under every model', () => {
    holds(
      'shares sum',
      fc.property(visits, anyModel, (seen, model) => {
        const decision = sale(seen, model);
        if (decision?.status !== 'credited') return;
        expect(sum(decision.credits.map(({ shareMillionths }) => shareMillionths))).toBe(whole);
        expect(decision.credits.every(({ shareMillionths }) => shareMillionths > 0)).toBe(true);
      }),
    );
  });

  it('are the same in whatever order it came, and however often', () => {
    holds(
      'shares in any order',
      fc.property(
        visits.chain((seen) =>
          fc.tuple(fc.constant(seen), fc.shuffledSubarray([...seen, ...seen], { minLength: seen.length * 2 })),
        ),
        anyModel,
        ([seen, shuffled], model) => expect(told(shuffled, model)).toBe(told(seen, model)),
      ),
    );
  });

  it('do not change by anything that enters after the sale', () => {
    holds(
      'shares after the sale',
      fc.property(visits, anyModel, (seen, model) => {
        const byThen = seen.filter((signal) => signal.build().occurredAt.at <= saleOfVisits);
        expect(told(seen, model)).toBe(told(byThen, model));
      }),
    );
  });

  it('go to one class only, the best that is present', () => {
    holds(
      'shares of the best class',
      fc.property(visits, anyModel, (seen, model) => {
        const decision = sale(seen, model);
        if (decision?.status !== 'credited' || decision.matchType === 'manual') return;
        const classes = decision.judged.filter(isEligible).map(({ touch }) => matchClassOf(touch.matchType));
        expect(matchClassOf(decision.matchType)).toBe(classes.includes('proven') ? 'proven' : 'typed');
      }),
    );
  });

  it('under the last touch go to the latest entry by then, whole', () => {
    holds(
      'last touch takes all',
      fc.property(visits, (seen) => {
        const decision = sale(seen, 'last_touch');
        if (decision?.status !== 'credited') return;
        const best = speakersOf(decision.judged.filter(isEligible), defaultSettings);
        const proven = best.filter(({ touch }) => matchClassOf(touch.matchType) === 'proven');
        const latest = Math.max(...(proven.length > 0 ? proven : best).map(({ entry }) => entry.enteredAt));
        const latestLinks = best.filter(({ entry }) => entry.enteredAt === latest).map(({ touch }) => touch.link?.id);
        expect(latestLinks).toContain(decision.credits[0].linkId);
        expect(decision.credits).toHaveLength(1);
      }),
    );
  });

  it('of a sale long after do not change with the time that goes by', () => {
    holds(
      'shares however late',
      fc.property(visits, anyModel, fc.integer({ min: 1_441, max: 20_000 }), (seen, model, minutes) => {
        const at = (after: number) => shares(decideSale(saleOfVisits + after * 60_000, seen, given(model)));
        expect(at(minutes)).toEqual(at(1_441));
      }),
    );
  });
});

describe('the cutting of shares', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 40 });

  it('is exact, rounds everybody down, and gives what is left over to the earliest', () => {
    holds(
      'cutting of shares',
      fc.property(
        weights.filter((all) => sum(all) > 0),
        (all) => {
          const cut = shareOut(all);
          const total = BigInt(sum(all));
          const down = all.map((weight) => Number((BigInt(whole) * BigInt(weight)) / total));
          expect(cut.slice(1)).toEqual(down.slice(1));
          expect(cut[0]).toBe(whole - sum(down.slice(1)));
          expect(cut[0]).toBeGreaterThanOrEqual(down[0] ?? 0);
        },
      ),
    );
  });

  it('leaves less over than there are entries', () => {
    holds(
      'what is left over of shares',
      fc.property(fc.integer({ min: 1, max: 150 }), anyModel, (count, model) => {
        const speakers = speakersFrom(count);
        expect(speakers).toHaveLength(count);
        const all = models[model].weigh(speakers, defaultSettings);
        const cut = shareOut(all);
        expect(sum(cut)).toBe(whole);
        expect((cut[0] ?? 0) - Math.floor((whole * (all[0] ?? 0)) / sum(all))).toBeLessThan(count);
      }),
    );
  });

  const anna = aLink('ANNA');
  const hourly = Array.from({ length: 150 }, (_, hour) =>
    aReferral(time('10:00', 5) - hour * 3_600_000).withRefOf(anna),
  );
  const decision = decide([aMessage(time('10:00', 5)), ...hourly], { links: [anna] });
  const hourlyEntries = speakersOf(decision?.judged.filter(isEligible) ?? [], defaultSettings);
  const speakersFrom = (count: number) => hourlyEntries.slice(0, count);
});
