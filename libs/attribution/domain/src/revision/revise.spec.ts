import { describe, expect, it } from '@jest/globals';
import { aLink, aMessage, aRecentClick, decide, time, type RecentClickBuilder } from '@whence/attribution-testing';

import type { Decision } from '../decision/decision.js';
import { decideByInference } from '../inference/decide-by-inference.js';
import { inferClick } from '../inference/infer-click.js';
import { isFinal, revise, reviseAbsorbed } from './revise.js';

const anna = aLink('ANNA');
const given = { links: [anna] };
const made = { decidedAt: time('10:05'), because: 'evidence-arrived' };

const decided = (signals: Parameters<typeof decide>[0]): Decision => {
  const decision = decide(signals, given);
  if (decision === undefined) throw new Error('the person has not written');
  return decision;
};

const organic = decided([aMessage(time('10:00')).named('mid.1').through('zernio')]);
const credited = decided([
  aMessage(time('10:00')).named('mid.1').through('zernio'),
  aMessage(time('10:00')).named('mid.1').withRefOf(anna),
]);

describe('a revision', () => {
  it('begins with version 1', () => {
    expect(revise(undefined, organic, made)).toMatchObject({
      kind: 'decided',
      attribution: { version: 1, status: 'organic', credits: [] },
    });
  });

  it('changes nothing while the answer is the same, whenever and why ever it is asked again', () => {
    const { attribution } = revise(undefined, credited, made);
    const again = revise(attribution, credited, { decidedAt: time('11:00'), because: 'catalogue-changed' });
    expect(again).toEqual({ kind: 'unchanged', attribution });
  });

  it('supersedes another answer, and says what and why', () => {
    const { attribution } = revise(undefined, organic, made);
    expect(revise(attribution, credited, { ...made, decidedAt: time('10:06') })).toMatchObject({
      kind: 'superseded',
      supersedes: 1,
      attribution: { version: 2, status: 'credited', matchType: 'ref_code', because: 'evidence-arrived' },
    });
  });
});

describe('the reason of an answer', () => {
  const unknownRef = decided([aMessage(time('10:00')).named('mid.1').through('zernio').withRef('NOBODY')]);

  it('is kept with it, and is absent where somebody is credited', () => {
    expect(revise(undefined, unknownRef, made).attribution).toMatchObject({
      status: 'unattributed',
      reason: 'unknown-ref',
    });
    expect(revise(undefined, credited, made).attribution).not.toHaveProperty('reason');
  });

  it('makes another answer of the same status', () => {
    const { attribution } = revise(undefined, unknownRef, made);
    const damaged = { ...attribution, reason: 'damaged' } as const;
    expect(revise(damaged, unknownRef, made)).toMatchObject({ kind: 'superseded', attribution: { version: 2 } });
  });
});

describe('finality', () => {
  it('comes 192 hours after the opening', () => {
    const { attribution } = revise(undefined, organic, made);
    expect(attribution.finalAt).toBe(time('10:00') + 192 * 3_600_000);
    expect(isFinal(attribution, attribution.finalAt - 1)).toBe(false);
    expect(isFinal(attribution, attribution.finalAt)).toBe(true);
  });

  it('comes a day after the receipt where the opening was told late', () => {
    const late = decided([aMessage(time('10:00', 20)).receivedAt(time('10:00'))]);
    expect(late.finalAt).toBe(time('10:00') + 24 * 3_600_000);
  });
});

describe('somebody who turned out to be another contact', () => {
  const { attribution } = revise(undefined, credited, made);
  const joined = { decidedAt: time('10:20'), because: 'contacts-joined' };

  it('loses his credit by a version of its own, and keeps the rest', () => {
    const { reason: _reason, matchType: _matchType, ...kept } = attribution;
    expect(reviseAbsorbed(attribution, joined)).toEqual({
      kind: 'superseded',
      supersedes: 1,
      attribution: {
        ...kept,
        ...joined,
        status: 'unattributed',
        reason: 'joined-with-another-contact',
        credits: [],
        version: 2,
      },
    });
  });

  it('loses it once', () => {
    const { attribution: absorbed } = reviseAbsorbed(attribution, joined);
    expect(reviseAbsorbed(absorbed, { ...joined, decidedAt: time('10:30') }).kind).toBe('unchanged');
  });
});

describe('a guess on record', () => {
  const links = [anna.build(), aLink('BEN').build()];
  const guess = (clicks: readonly RecentClickBuilder[]) =>
    decideByInference(
      organic,
      inferClick({
        decision: organic,
        contact: [],
        links,
        clicks: clicks.map((click) => click.build()),
        otherOpenings: [],
      }),
    );

  it('says what was weighed, and how likely each was', () => {
    const { attribution } = revise(undefined, guess([aRecentClick(anna, time('09:59:40'))]), made);
    expect(attribution).toMatchObject({ status: 'credited', matchType: 'inferred' });
    expect(attribution.inference).toEqual({
      outcome: 'inferred',
      candidates: [
        {
          linkId: anna.id,
          clickId: aRecentClick(anna, time('09:59:40')).build().id,
          likelihood: expect.any(Number),
          reasons: expect.arrayContaining(['The link was clicked 20 s before the first message.']),
        },
      ],
    });
  });

  it('says why nobody was likely enough', () => {
    const clicks = [aRecentClick(anna, time('09:59:40')), aRecentClick(aLink('BEN'), time('09:59:30'))];
    const { attribution } = revise(undefined, guess(clicks), made);
    expect(attribution).toMatchObject({ status: 'organic', inference: { outcome: 'ambiguous' } });
    expect(attribution.inference?.candidates).toHaveLength(2);
  });

  it('makes no new version by itself: only another answer does', () => {
    const { attribution } = revise(undefined, organic, made);
    expect(revise(attribution, guess([aRecentClick(anna, time('09:51'))]), made).kind).toBe('unchanged');
  });
});
