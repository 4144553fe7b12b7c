import { describe, expect, it } from '@jest/globals';
import { aLink, aMessage, aRecentClick, decide, holds, time } from '@whence/attribution-testing';
import fc from 'fast-check';

import type { Inference, WeighedCandidate } from '../inference/inference.js';
import { inferClick, type Circumstances } from '../inference/infer-click.js';
import { nobodysWeight } from '../inference/inference-limits.js';
import type { RecentClick } from '../inference/recent-click.js';
import { second, type Instant } from '../time.js';

const links = ['ANNA', 'BEN', 'CLEO', 'DORA'].map((name) => aLink(name));
const anna = aLink('ANNA');
const openedAt = time('10:00');
const decision = decide([aMessage(openedAt)], { links });

const aDevice = fc.constantFrom('ios' as const, 'android' as const, 'desktop' as const);
const aLanguage = fc.constantFrom('pt', 'pt-BR', 'de', 'en-US');

const aClickOn = (link: fc.Arbitrary<(typeof links)[number]>): fc.Arbitrary<RecentClick> =>
  fc
    .record({
      link,
      secondsBefore: fc.integer({ min: -60, max: 900 }),
      device: fc.option(aDevice),
      language: fc.option(aLanguage),
      isRobots: fc.boolean(),
      isMatched: fc.boolean(),
    })
    .map(({ link: clicked, secondsBefore, device, language, isRobots, isMatched }) => {
      const click = aRecentClick(clicked, openedAt - secondsBefore * second);
      const known = device === null ? click : click.from(device);
      const told = language === null ? known : known.asking(language);
      return { ...(isRobots ? told.byARobot() : told).build(), isMatched };
    });

const someClicks = fc.uniqueArray(aClickOn(fc.constantFrom(...links)), { maxLength: 8, selector: ({ id }) => id });
const openings = fc.array(
  fc.integer({ min: -300, max: 300 }).map((seconds) => openedAt + seconds * second),
  { maxLength: 2 },
);
const someTraits = fc.record(
  { deviceClass: aDevice, language: aLanguage, otherOpenings: openings },
  { requiredKeys: ['otherOpenings'] },
);
type SomeTraits = Pick<Circumstances, 'deviceClass' | 'language' | 'otherOpenings'>;

const infer = (clicks: readonly RecentClick[], traits: SomeTraits): Inference => {
  if (decision === undefined) throw new Error('the person has not written');
  return inferClick({ decision, contact: [], links: links.map((link) => link.build()), clicks, ...traits });
};

const candidatesIn = (inference: Inference): readonly WeighedCandidate[] => inference.candidates;

const likelihoodOf = (linkId: string, inference: Inference): number =>
  candidatesIn(inference).find(({ link }) => link.id === linkId)?.likelihood ?? 0;

describe('a likelihood', () => {
  it('is never raised by a click on another link', () => {
    holds(
      'competing click',
      fc.property(someClicks, aClickOn(fc.constantFrom(...links)), someTraits, (clicks, rival, traits) => {
        fc.pre(clicks.every(({ id }) => id !== rival.id));
        const before = infer(clicks, traits);
        const after = infer([...clicks, rival], traits);
        for (const { link, likelihood } of candidatesIn(before)) {
          if (link.id !== rival.linkId) expect(likelihoodOf(link.id, after)).toBeLessThanOrEqual(likelihood);
        }
      }),
    );
  });

  it('is never raised by another conversation that opened about then', () => {
    const anotherOpening = openings.map(([at = openedAt]): Instant => at);
    holds(
      'competing conversation',
      fc.property(someClicks, someTraits, anotherOpening, (clicks, traits, at) => {
        const before = infer(clicks, traits);
        const after = infer(clicks, { ...traits, otherOpenings: [...traits.otherOpenings, at] });
        for (const { link, likelihood } of candidatesIn(before)) {
          expect(likelihoodOf(link.id, after)).toBeLessThanOrEqual(likelihood);
        }
      }),
    );
  });

  it('falls as the time from the click grows', () => {
    const twoGaps = fc.tuple(fc.integer({ min: 0, max: 598 }), fc.integer({ min: 1, max: 598 }));
    const likelihoodAfter = (seconds: number, others: readonly RecentClick[], traits: SomeTraits): number =>
      likelihoodOf(anna.id, infer([...others, aRecentClick(anna, openedAt - seconds * second).build()], traits));
    holds(
      'time gap',
      fc.property(someClicks, someTraits, twoGaps, (clicks, traits, [near, further]) => {
        const others = clicks.filter(({ linkId }) => linkId !== anna.id);
        // Another conversation competes for the nearer click or for the further one: that is no matter of the gap.
        const alone = { ...traits, otherOpenings: [] };
        expect(likelihoodAfter(near + further, others, alone)).toBeLessThan(likelihoodAfter(near, others, alone));
      }),
    );
  });

  it('is a share: all of them together leave nobody his own', () => {
    holds(
      'sum of likelihoods',
      fc.property(someClicks, someTraits, (clicks, traits) => {
        const all = candidatesIn(infer(clicks, traits));
        const sum = all.reduce((total, { likelihood }) => total + likelihood, 0);
        expect(sum).toBeLessThanOrEqual(all.length / (all.length + nobodysWeight) + Number.EPSILON * 8);
        expect(all.every(({ likelihood }) => likelihood > 0)).toBe(true);
      }),
    );
  });
});

describe('a guess', () => {
  it('never looks at robots, at clicks that led elsewhere, or at what came after', () => {
    holds(
      'candidates',
      fc.property(someClicks, someTraits, (clicks, traits) => {
        for (const { click } of candidatesIn(infer(clicks, traits))) {
          expect(click).toMatchObject({ visitor: 'person', isMatched: false });
          expect(click.clickedAt).toBeLessThanOrEqual(openedAt);
        }
      }),
    );
  });

  it('is the same in whatever order clicks and conversations are told, and however often', () => {
    const told = fc
      .tuple(someClicks, someTraits)
      .chain(([clicks, traits]) =>
        fc.tuple(fc.constant({ clicks, traits }), fc.shuffledSubarray(clicks, { minLength: clicks.length })),
      );
    holds(
      'inference in any order',
      fc.property(told, ([{ clicks, traits }, order]) => {
        const reversed = { ...traits, otherOpenings: [...traits.otherOpenings].reverse() };
        const one = summary(infer(clicks, traits));
        expect(summary(infer([...order, ...clicks], reversed))).toBe(one);
      }),
    );
  });
});

const summary = (inference: Inference): string =>
  JSON.stringify([
    inference.kind,
    candidatesIn(inference).map(({ link, gapMs, likelihood, reasons }) => [link.id, gapMs, likelihood, reasons]),
  ]);
