import { describe, expect, it } from '@jest/globals';
import { aLink, aMessage, decide, time } from '@whence/attribution-testing';

import type { Decision } from '../decision/decision.js';
import { isFinal, revise } from './revise.js';

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
