import { describe, expect, it } from '@jest/globals';
import { defaultSettings, models, type Instant, type ModelName } from '@whence/attribution-domain';
import { anAd, aWorldWith, happenings, theWorkspace, time, type Happening } from '@whence/attribution-testing';
import fc from 'fast-check';

import type { OtherTerms } from './other-terms.js';
import type { Redecision } from './redecision.js';
import { RedecideUnderOtherTerms } from './redecide-under-other-terms.js';

type Settings = OtherTerms['settings'];

const isFinal = time('12:00', -60);

const anySettings: fc.Arbitrary<Settings> = fc.record(
  {
    model: fc.constantFrom(...(Object.keys(models) as ModelName[])),
    precedence: fc.constantFrom('partner_over_ad' as const, 'ad_over_partner' as const),
    openingGraceMinutes: fc.integer({ min: 0, max: 60 }),
    existingThreads: fc.constantFrom('credit' as const, 'unattributed' as const),
    finalizationHours: fc.integer({ min: 0, max: 500 }),
  },
  { requiredKeys: [] },
);

/** What happens where these settings have always been in force. */
const whereInForce = async (all: readonly Happening[], inForce: Settings) => {
  const { work, world } = aWorldWith();
  work.state.ads.push(anAd('77', 'SUMMER'));
  work.state.settings.push({ settings: { ...defaultSettings, ...inForce }, effectiveFrom: 0 });
  for (const happening of all) await happening.takesPlaceIn({ world, links: work.state.links });
  return async (settings: Settings, now: Instant = time('12:00')) => {
    world.clock.set(now);
    let told = 0;
    const run = new RedecideUnderOtherTerms(work, world.clock);
    const sum = await run.run(theWorkspace, { settings, programs: new Map() }, () => (told += 1));
    return { sum, told };
  };
};

const columnOf = ({ credits: all }: Redecision, column: 'now' | 'then' | 'hadNothingBeenFinal') =>
  [...all]
    .map(([holder, { opening, lead, sale }]) => [holder, opening[column], lead[column], sale[column]] as const)
    .filter(([, ...sums]) => sums.some((sum) => sum > 0))
    .sort(([one], [other]) => (one < other ? -1 : 1));

describe('whatever happened', () => {
  it('other terms come to what they would have come to had they been in force, as long as nothing is final', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, anySettings, async (all, others) => {
        const tried = await (await whereInForce(all, {}))(others);
        const was = await (await whereInForce(all, others))({});
        expect(columnOf(tried.sum, 'then')).toEqual(columnOf(was.sum, 'now'));
      }),
      { numRuns: 200 },
    );
  });

  it('the terms that were in force come to what is on record, before it is final and after', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, anySettings, fc.constantFrom(time('12:00'), isFinal), async (all, own, now) => {
        const redecide = await whereInForce(all, own);
        const { told, sum } = await redecide(own, now);
        expect(told).toBe(0);
        const { opening, lead, sale } = sum.effects;
        expect([opening, lead, sale].map(({ incomparable }) => incomparable)).toEqual([0, 0, 0]);
      }),
      { numRuns: 200 },
    );
  });

  it('once it is final nothing changes, and what would have been is the same as before', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, anySettings, async (all, others) => {
        const redecide = await whereInForce(all, {});
        const before = await redecide(others);
        const after = await redecide(others, isFinal);
        expect(columnOf(after.sum, 'then')).toEqual(columnOf(before.sum, 'now'));
        expect(columnOf(after.sum, 'hadNothingBeenFinal')).toEqual(columnOf(before.sum, 'then'));
      }),
      { numRuns: 200 },
    );
  });
});
