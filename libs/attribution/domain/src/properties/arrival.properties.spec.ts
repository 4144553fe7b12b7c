import { describe, expect, it } from '@jest/globals';
import { decide, holds, seenOf, seenThings, type SignalBuilder } from '@whence/attribution-testing';
import fc from 'fast-check';

import { revise, type Attribution } from '../revision/revise.js';
import { mergeCopies } from '../signal/merge-copies.js';

/** Text compares faster than `toEqual`, which a property can afford only to show a difference. */
const expectSame = (one: unknown, other: unknown): void => {
  if (JSON.stringify(one) !== JSON.stringify(other)) expect(one).toEqual(other);
};

const shuffled = <Value>(values: readonly Value[]): fc.Arbitrary<Value[]> =>
  fc.shuffledSubarray([...values], { minLength: values.length });

const seenInTwoOrders = seenThings.chain((seen) => fc.tuple(fc.constant(seen), shuffled(seen)));
const seenWithSomeAgain = seenThings.chain((seen) =>
  fc.tuple(fc.constant(seen), fc.subarray(seen), fc.integer({ min: 1, max: 3 })),
);
const inBatches = seenInTwoOrders.chain(([seen, order]) =>
  fc.tuple(fc.constant(seen), fc.constant(order), fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 7 })),
);

describe('a decision, however its evidence arrives', () => {
  it('is the same in every order', () => {
    holds(
      'order of arrival',
      fc.property(seenInTwoOrders, ([seen, order]) => expectSame(decide(order, seenOf), decide(seen, seenOf))),
    );
  });

  it('is the same when parts of it are delivered again, however often', () => {
    holds(
      'repeated delivery',
      fc.property(seenWithSomeAgain, ([seen, again, times]) => {
        const repeated = [...Array.from({ length: times }, () => again).flat(), ...seen];
        expectSame(decide(repeated, seenOf), decide(seen, seenOf));
      }),
    );
  });

  it('ends the same in batches of any size, decided after each, as all at once', () => {
    holds(
      'batches',
      fc.property(inBatches, ([seen, order, sizes]) => {
        const atOnce = standing([seen]);
        const stepByStep = standing(batchesOf(order, sizes));
        expectSame(withoutHistory(stepByStep), withoutHistory(atOnce));
      }),
    );
  });
});

/** What stands on record when each batch has been added to what was known before. */
const standing = (batches: readonly (readonly SignalBuilder[])[]): Attribution | undefined => {
  let known: readonly SignalBuilder[] = [];
  let attribution: Attribution | undefined;
  for (const batch of batches) {
    known = [...known, ...batch];
    const decision = decide(known, seenOf);
    if (decision !== undefined)
      attribution = revise(attribution, decision, { decidedAt: 0, because: 'test' }).attribution;
  }
  return attribution;
};

const batchesOf = (
  order: readonly SignalBuilder[],
  sizes: readonly number[],
): readonly (readonly SignalBuilder[])[] => {
  let rest = order;
  const batches = sizes.map((size) => {
    const batch = rest.slice(0, size);
    rest = rest.slice(size);
    return batch;
  });
  return [...batches, rest];
};

const withoutHistory = (attribution: Attribution | undefined): unknown => ({ ...attribution, version: 0 });

describe('merging copies', () => {
  const merged = (seen: readonly SignalBuilder[]): unknown =>
    [...mergeCopies(seen.map((signal) => signal.build()))].sort((one, other) => (one.key < other.key ? -1 : 1));

  it('is commutative: it does not matter whose copy is told first', () => {
    holds(
      'merge is commutative',
      fc.property(seenInTwoOrders, ([seen, order]) => expectSame(merged(order), merged(seen))),
    );
  });

  it('is associative: it does not matter which copies are told together', () => {
    holds(
      'merge is associative',
      fc.property(seenThings, seenThings, seenThings, (one, two, three) => {
        const leftFirst = [...[...one, ...two], ...three];
        const rightFirst = [...[...three, ...two], ...one];
        expectSame(merged(leftFirst), merged(rightFirst));
      }),
    );
  });

  it('is idempotent: a copy told again adds nothing', () => {
    holds(
      'merge is idempotent',
      fc.property(seenWithSomeAgain, ([seen, again]) => expectSame(merged([...seen, ...again]), merged(seen))),
    );
  });
});
