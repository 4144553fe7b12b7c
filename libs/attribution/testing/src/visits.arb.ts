import type { ModelName } from '@whence/attribution-domain';
import fc from 'fast-check';

import { aLink, type LinkBuilder } from './link.builder.js';
import { aMessage, aReferral, type SignalBuilder } from './signal.builder.js';
import { time } from './times.js';

const minute = 60_000;
const visitsMax = 6;
const minutesPerDay = 1_440;

export const visitedLinks: readonly LinkBuilder[] = ['ANNA', 'BEN', 'CEM', 'DORA'].map(aLink);

/** When the sale of these visits happens: five days after the person wrote first. */
export const saleOfVisits = time('10:00');

const aVisit: fc.Arbitrary<SignalBuilder> = fc
  .record({
    link: fc.constantFrom(...visitedLinks),
    minutesBeforeSale: fc.integer({ min: -minutesPerDay, max: 10 * minutesPerDay }),
    how: fc.constantFrom('ref', 'ref', 'token', 'code'),
    number: fc.integer({ min: 1, max: 1_000_000 }),
  })
  .map(({ link, minutesBeforeSale, how, number }) => {
    const at = saleOfVisits - minutesBeforeSale * minute;
    if (how === 'code') return aMessage(at).named(`${number}`).typingCodeOf(link);
    const referral = aReferral(at).named(`${number}`);
    return how === 'ref' ? referral.withRefOf(link) : referral.withTokenOf(link, at - minute);
  });

/** At the edge of the sale's time, where an error of a millisecond shows. */
const aVisitAtOnce: fc.Arbitrary<SignalBuilder> = fc
  .record({
    link: fc.constantFrom(...visitedLinks),
    ms: fc.constantFrom(-1, 0, 1),
    number: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ link, ms, number }) =>
    aReferral(saleOfVisits + ms)
      .named(`edge ${number}`)
      .withRefOf(link),
  );

/** A person who writes, and whom links bring back before and after a sale. */
export const visits: fc.Arbitrary<readonly SignalBuilder[]> = fc
  .array(fc.oneof(aVisit, aVisitAtOnce), { maxLength: visitsMax })
  .map((seen) => [aMessage(time('10:00', 5)).named('opening'), ...seen]);

export const anyModel: fc.Arbitrary<ModelName> = fc.constantFrom(
  'first_touch',
  'last_touch',
  'last_non_direct',
  'linear',
  'position_based',
  'time_decay',
);
