import type { AttributedConversion, ProgramTerms, Refund, SaleLimit } from '@whence/affiliate-domain';
import fc from 'fast-check';

import { aLead, anOpening, aSale, type ConversionBuilder } from '../builders/conversion.builder.js';
import { aProgram } from '../builders/program.builder.js';
import { refundsOf, wholeRefundOf } from '../builders/refund.mother.js';
import type { Message } from './message.js';

const saleLimits: readonly (SaleLimit | undefined)[] = [
  undefined,
  { kind: 'first' },
  { kind: 'count', count: 2 },
  { kind: 'within-days', days: 3 },
];

const someTerms = (name: string, version: number): fc.Arbitrary<ProgramTerms> =>
  fc.constantFrom(...saleLimits).map((limit) => {
    const terms = aProgram(name)
      .inVersion(version)
      .payingFlat('1.00', 'opening')
      .payingFlat(`${version}.50`, 'lead')
      .payingPercent(7.5 * version, 'sale');
    return limit === undefined ? terms : terms.limitedTo(limit);
  });

/** One of the programs is never told: what names it waits for ever. */
const somePrograms = fc.tuple(someTerms('CREATORS', 1), someTerms('CREATORS', 2), someTerms('AGENCIES', 1));

const credited: readonly ((conversion: ConversionBuilder) => ConversionBuilder)[] = [
  (conversion) => conversion.byNobody(),
  (conversion) => conversion.by('ANNA'),
  (conversion) => conversion.by('BEN'),
  (conversion) => conversion.by('ANNA').under('CREATORS', 2),
  (conversion) => conversion.by('CEM').under('AGENCIES'),
  (conversion) => conversion.by('CEM').under('SECRET'),
  (conversion) => conversion.sharedBy({ name: 'ANNA', percent: 40 }, { name: 'BEN', percent: 60 }),
];

const someVersion = (first: ConversionBuilder, version: number): fc.Arbitrary<AttributedConversion> =>
  fc
    .record({
      contact: fc.constantFrom('EVE', 'FAY'),
      day: fc.integer({ min: 0, max: 5 }),
      finalDay: fc.integer({ min: 30, max: 40 }),
      amount: fc.constantFrom('19.99', '100.00', '0.06'),
      credit: fc.constantFrom(...credited),
    })
    .map(({ contact, day, finalDay, amount, credit }) => {
      const conversion = first.inVersion(version).from(contact).on(day).finalOn(finalDay);
      return credit(conversion.type === 'sale' ? conversion.of(amount, 'EUR') : conversion);
    });

/** All versions of a few conversions of two contacts; a version may even move a conversion to the other contact. */
const someConversions = fc
  .array(
    fc
      .tuple(fc.constantFrom(anOpening, aLead, aSale), fc.integer({ min: 1, max: 3 }))
      .map(([make, versions]) => ({ make, versions })),
    { minLength: 1, maxLength: 7 },
  )
  .chain((plans) =>
    fc.tuple(
      ...plans.flatMap(({ make, versions }, index) =>
        Array.from({ length: versions }, (_, version) => someVersion(make().called(`C${index}`), version + 1)),
      ),
    ),
  );

/** What is given back of each sale, in parts; now and then more is told of than the sale was worth. */
const someRefunds = (conversions: readonly AttributedConversion[]): fc.Arbitrary<readonly Refund[]> => {
  const sales = conversions.filter(({ type, version }) => type === 'sale' && version === 1);
  const leads = conversions.filter(({ type, version }) => type === 'lead' && version === 1);
  const parts = fc.constantFrom(
    [],
    ['6.66', '6.66', '6.67'],
    ['0.02', '0.04'],
    ['100.00'],
    ['19.99', '80.01'],
    ['33.33'],
  );
  return fc
    .tuple(...sales.map((sale) => parts.map((amounts) => refundsOf(sale, ...amounts))), fc.subarray(leads))
    .map((all) => {
      const undone = all.pop() as readonly AttributedConversion[];
      return [...(all as readonly (readonly Refund[])[]).flat(), ...undone.map((lead) => wholeRefundOf(lead))];
    });
};

/** Everything that is ever told of some conversions and the programs they are paid under, in the order it came about. */
export const someStory: fc.Arbitrary<readonly Message[]> = fc
  .tuple(
    somePrograms,
    someConversions.chain((conversions) => fc.tuple(fc.constant(conversions), someRefunds(conversions))),
  )
  .map(([programs, [conversions, refunds]]) => [
    ...programs.map((terms) => ({ kind: 'program', terms }) as const),
    ...conversions.map((conversion) => ({ kind: 'conversion', conversion }) as const),
    ...refunds.map((refund) => ({ kind: 'refund', refund }) as const),
  ]);

/** A story as it may really arrive: shuffled, with parts told twice. */
export const someArrivalOf = (story: readonly Message[]): fc.Arbitrary<readonly Message[]> =>
  fc
    .tuple(fc.shuffledSubarray([...story], { minLength: story.length }), fc.subarray([...story]))
    .chain(([shuffled, again]) =>
      fc.shuffledSubarray([...shuffled, ...again], { minLength: shuffled.length + again.length }),
    );

/** A story and an arrival of it. */
export const someStoryAndItsArrival = someStory.chain((story) =>
  someArrivalOf(story).map((arrival) => ({ story, arrival })),
);
