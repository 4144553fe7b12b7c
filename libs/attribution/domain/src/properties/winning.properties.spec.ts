import { describe, expect, it } from '@jest/globals';
import {
  aLink,
  aMessage,
  aReferral,
  aSeen,
  decide,
  holds,
  seenOf,
  seenThings,
  time,
  type SignalBuilder,
} from '@whence/attribution-testing';
import fc from 'fast-check';

import type { Decision } from '../decision/decision.js';
import { resolve } from '../decision/resolve.js';
import { defaultSettings } from '../settings/attribution-settings.js';
import type { SignalCopy } from '../signal/signal-copy.js';
import { matchClassOf, type MatchClass } from '../touchpoint/match-type.js';

const strength = { proven: 3, typed: 2, inferred: 1 };

const classOf = ({ matchType }: Extract<Decision, { status: 'credited' }>): MatchClass => {
  if (matchType === 'manual') throw new Error('nobody has overridden anything here');
  return matchClassOf(matchType);
};

/** 0 where nobody is credited. */
const strengthOf = (decision: Decision | undefined): number =>
  decision?.status === 'credited' ? strength[classOf(decision)] : 0;

const creditsOf = (decision: Decision | undefined): string =>
  decision?.status === 'credited' ? JSON.stringify([decision.matchType, decision.credits]) : 'nobody';

const partnersOf = (decision: Decision | undefined): string =>
  decision?.status === 'credited' ? JSON.stringify(decision.credits) : 'nobody';

const facts = {
  links: seenOf.links.map((link) => link.build()),
  ads: seenOf.ads,
  clicks: seenOf.clicks,
  coupons: seenOf.coupons.map((coupon) => coupon.build()),
};

const resolved = (copies: readonly SignalCopy[]): Decision | undefined =>
  resolve({ copies, contact: [], facts, settings: defaultSettings });

const copiesOf = (seen: readonly SignalBuilder[]): readonly SignalCopy[] => seen.map((signal) => signal.build());

describe('who wins', () => {
  const links = ['ANNA', 'BEN', 'CLEO', 'DORA'].map((name) => aLink(name));
  const aRival = fc
    .record({ link: fc.constantFrom(...links), minutes: fc.constantFrom(0, 0, 1, 40), name: fc.nat({ max: 50 }) })
    .map(({ link, minutes, name }) =>
      aReferral(time('09:00') + minutes * 60_000)
        .named(`${name} ${link.name}`)
        .withRefOf(link),
    );
  const rivals = fc.array(aRival, { maxLength: 6 });
  const opening = aMessage(time('10:00'));

  it('is settled by a total order: whoever beats all beats each, whatever came at the same moment', () => {
    holds(
      'total tie-break',
      fc.property(rivals, fc.nat(), (seen, place) => {
        const all = decide([...seen, opening], { links });
        const spared = place % Math.max(1, seen.length);
        const fewer = decide([...seen.filter((_, index) => index !== spared), opening], { links });
        const isWinners = all?.judged.find(({ touch }) => touch.signalKey === seen[spared]?.build().key);
        const wonByIt = isWinners?.touch.link?.id === (all?.status === 'credited' ? all.credits[0].linkId : undefined);
        if (!wonByIt) expect(partnersOf(fewer)).toBe(partnersOf(all));
      }),
    );
  });

  it('is never changed by what is typed where the platform delivered somebody', () => {
    const typed = fc.constantFrom(
      (message: SignalBuilder) => message.typingCodeOf(links[0] ?? aLink('ANNA')),
      (message: SignalBuilder) => message.typingCodeOf(links[1] ?? aLink('BEN')),
      (message: SignalBuilder) => message.typingDamaged('WH-XXXX'),
    );
    const laterSeen = fc
      .tuple(fc.integer({ min: 1, max: 30 }), fc.constantFrom(...links), fc.constantFrom('0', 'z'))
      .map(([minutes, link, place]) =>
        aMessage(time('10:00') + minutes * 60_000)
          .named(`${place} later ${minutes}`)
          .withRefOf(link),
      );
    const delivered = fc.constantFrom(...links).map((link) => opening.withRefOf(link));
    const scene = fc.record({
      seen: rivals,
      later: fc.array(laterSeen, { maxLength: 3 }),
      message: delivered,
      writes: fc.array(typed, { maxLength: 3 }),
    });
    holds(
      'weaker evidence',
      fc.property(scene, ({ seen, later, message, writes }) => {
        const before = decide([...seen, ...later, message], { links });
        const after = decide([...seen, ...later, writes.reduce((text, write) => write(text), message)], { links });
        expect(creditsOf(after)).toBe(creditsOf(before));
      }),
    );
  });

  it('is never of a weaker class than before when something more is known of the opening', () => {
    const withMore = fc.tuple(seenThings, aSeen).map(([seen, more]) => ({ seen, more }));
    holds(
      'more evidence',
      fc.property(withMore, ({ seen, more }) => {
        const before = decide(seen, seenOf);
        const extra = asPartOf(before, more);
        if (before === undefined || extra === undefined) return;
        const after = resolved([...copiesOf(seen), extra]);
        if (isTypedMuch(after)) return;
        expect(strengthOf(after)).toBeGreaterThanOrEqual(strengthOf(before));
      }),
    );
  });

  it('is never found by what a person typed where something delivered is eligible', () => {
    holds(
      'forgery ceiling',
      fc.property(seenThings, (seen) => {
        const withoutClicks = { ...seenOf, clicks: [] };
        const decision = decide(seen, withoutClicks);
        if (decision?.status !== 'credited') return;
        const delivered = decision.judged.some(
          ({ touch, verdicts }) =>
            touch.reference.kind === 'delivered' && verdicts.every(({ outcome }) => outcome === 'allowed'),
        );
        if (delivered) expect(classOf(decision)).toBe('proven');
      }),
    );
  });

  it('is the same again when only what the explanation counts is judged', () => {
    holds(
      'explanation',
      fc.property(seenThings, (seen) => {
        const decision = decide(seen, seenOf);
        if (decision?.status !== 'credited') return;
        expect(creditsOf(resolved(namedBy(decision, copiesOf(seen))))).toBe(creditsOf(decision));
      }),
    );
  });
});

/** A signal like this one that tells more of the same opening: a referral before it, received in time. */
const asPartOf = (decision: Decision | undefined, more: SignalBuilder): SignalCopy | undefined => {
  const copy = more.build();
  if (decision === undefined || copy.kind === 'business-wrote') return undefined;
  const { opening } = decision;
  return {
    ...copy,
    key: `more ${copy.key}`,
    kind: 'thread-opened',
    occurredAt: { at: opening.openedAt - 1_000, precisionMs: 1, clock: 'platform' },
    receivedAt: opening.firstReceivedAt,
    references: copy.references.map((reference) => ({ ...reference, id: `tch_more ${reference.id}` as const })),
  };
};

/** Two codes are ambiguous: the one way in which more evidence says less (see adr/0036). */
const isTypedMuch = (decision: Decision | undefined): boolean =>
  decision?.judged.some(({ verdicts }) => verdicts.some(({ reason }) => reason === 'ambiguous')) ?? false;

/** All that was seen, and of what it named only the arrivals of which the decision counted something. */
const namedBy = (decision: Decision, copies: readonly SignalCopy[]): readonly SignalCopy[] => {
  const arrivals = new Set(
    decision.judged.filter(({ countsForOpening }) => countsForOpening).map(({ entry }) => entry),
  );
  const named = decision.judged.filter(({ entry }) => arrivals.has(entry)).map(({ touch }) => touch.id);
  return copies.map((copy) => ({ ...copy, references: copy.references.filter(({ id }) => named.includes(id)) }));
};
