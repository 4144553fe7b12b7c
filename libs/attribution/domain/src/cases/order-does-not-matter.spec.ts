import { describe, expect, it } from '@jest/globals';
import {
  aClick,
  aLink,
  aMessage,
  anEcho,
  answer,
  aReferral,
  decide,
  time,
  type SignalBuilder,
} from '@whence/attribution-testing';
import fc from 'fast-check';

import { mergeCopies } from '../index.js';

const anna = aLink('ANNA');
const ben = aLink('BEN').withWindowDays(7);
const clickedAt = time('09:59:30');
const given = { links: [anna, ben], clicks: [aClick(anna, clickedAt)] };

/** One thing that may be seen of a contact around an opening. */
const aSeen: fc.Arbitrary<SignalBuilder> = fc
  .record({
    second: fc.integer({ min: 0, max: 1_200 }),
    messageId: fc.constantFrom('a', 'b', 'c', undefined),
    provider: fc.constantFrom('meta-graph' as const, 'zernio' as const),
    what: fc.constantFrom('plain', 'ref', 'token', 'code', 'two-codes', 'echo', 'referral', 'damaged', 'unreadable'),
  })
  .map(({ second, messageId, provider, what }) => {
    const at = time('10:00') + second * 1_000;
    const message = (messageId === undefined ? aMessage(at) : aMessage(at).named(messageId)).through(provider);
    switch (what) {
      case 'ref':
        return message.withRefOf(ben);
      case 'token':
        return message.withTokenOf(anna, clickedAt);
      case 'code':
        return message.typingCodeOf(anna);
      case 'two-codes':
        return message.typingCodeOf(anna).typingCodeOf(ben);
      case 'echo':
        return anEcho(at);
      case 'referral':
        return aReferral(at).withRefOf(ben);
      case 'damaged':
        return message.typingDamaged('WH-XXXX');
      case 'unreadable':
        return message.unreadable();
      default:
        return message;
    }
  });

const seenThings = fc.array(aSeen, { minLength: 1, maxLength: 8 });

const told = (signals: readonly SignalBuilder[]): unknown => {
  const decision = decide(signals, given);
  return decision === undefined ? undefined : { ...decision, answer: answer(decision) };
};

describe('a decision', () => {
  it('is the same in whatever order the evidence came', () => {
    fc.assert(
      fc.property(
        seenThings.chain((seen) => fc.tuple(fc.constant(seen), fc.shuffledSubarray(seen, { minLength: seen.length }))),
        ([seen, shuffled]) => expect(told(shuffled)).toEqual(told(seen)),
      ),
      { numRuns: 2_000 },
    );
  });

  it('does not change when evidence is delivered again', () => {
    fc.assert(
      fc.property(seenThings, (seen) => expect(told([...seen, ...seen])).toEqual(told(seen))),
      { numRuns: 1_000 },
    );
  });

  it('never lets what was typed win over what was proven', () => {
    fc.assert(
      fc.property(seenThings, (seen) => {
        const decision = decide(seen, given);
        if (decision?.status !== 'credited') return;
        const proven = decision.judged.some(
          ({ touch, verdicts }) =>
            touch.matchType !== 'text_code' && verdicts.every((verdict) => verdict.outcome === 'allowed'),
        );
        if (proven) expect(decision.matchType).not.toBe('text_code');
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives shares that sum to one million', () => {
    fc.assert(
      fc.property(seenThings, (seen) => {
        const decision = decide(seen, given);
        const credits = decision?.status === 'credited' ? decision.credits : undefined;
        const sum = credits?.reduce((total, credit) => total + credit.shareMillionths, 0) ?? 1_000_000;
        expect(sum).toBe(1_000_000);
      }),
    );
  });
});

describe('merging copies', () => {
  const copiesOf = (seen: readonly SignalBuilder[]) => seen.map((signal) => signal.build());
  const byKey = (signals: ReturnType<typeof mergeCopies>) =>
    [...signals].sort((one, other) => (one.key < other.key ? -1 : 1));

  it('is commutative and idempotent', () => {
    fc.assert(
      fc.property(
        seenThings.chain((seen) => fc.tuple(fc.constant(seen), fc.shuffledSubarray(seen, { minLength: seen.length }))),
        ([seen, shuffled]) => {
          const merged = byKey(mergeCopies(copiesOf(seen)));
          expect(byKey(mergeCopies(copiesOf(shuffled)))).toEqual(merged);
          expect(byKey(mergeCopies(copiesOf([...seen, ...shuffled])))).toEqual(merged);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
