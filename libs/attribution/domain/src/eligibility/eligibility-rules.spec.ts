import { describe, expect, it } from '@jest/globals';
import {
  aClick,
  aLink,
  aMessage,
  answer,
  anyModel,
  aReferral,
  aTestClick,
  decide,
  decideSale,
  time,
  type LinkBuilder,
  holds,
} from '@whence/attribution-testing';
import fc from 'fast-check';

import type { Decision } from '../decision/decision.js';
import { eligibilityRules } from './judge-entries.js';

const anna = aLink('ANNA');

const answerWith = (link: LinkBuilder): string =>
  answer(decide([aMessage(time('10:00')).withRefOf(link)], { links: [link] }));

describe('a link counts as it was at the touch', () => {
  it('not once it was disabled or had expired', () => {
    expect(answerWith(anna.disabledAt(time('10:00')))).toBe('unattributed: link-disabled');
    expect(answerWith(anna.disabledAt(time('10:00:00.001')))).toBe('credited to ANNA by ref_code');
    expect(answerWith(anna.expiringAt(time('10:00')))).toBe('unattributed: link-expired');
  });

  it('from the second it was made, where the platform tells whole seconds only', () => {
    const link = anna.activeFrom(time('10:00:05.700'));
    const message = aMessage(time('10:00:05.900')).onWhatsApp().typingCodeOf(link);
    expect(answer(decide([message], { links: [link] }))).toBe('credited to ANNA by text_code');
  });
});

describe('a partner earns while he belongs to the program', () => {
  it('not without an enrollment', () => {
    expect(answerWith(anna.whosePartnerNeverEnrolled())).toBe('unattributed: partner-not-enrolled');
  });

  it('not after the enrollment ended', () => {
    expect(answerWith(anna.whoseEnrollmentEndedAt(time('09:00')))).toBe('unattributed: partner-not-enrolled');
    expect(answerWith(anna.whoseEnrollmentEndedAt(time('10:30')))).toBe('credited to ANNA by ref_code');
  });
});

describe('a click comes before what it leads to', () => {
  it('is refused where it follows by more than clocks differ', () => {
    const after = (seconds: number) =>
      answer(decide([aMessage(time('10:00')).withTokenOf(anna, time('10:00') + seconds * 1_000)], { links: [anna] }));
    expect(after(120)).toBe('credited to ANNA by click_token');
    expect(after(121)).toBe('unattributed: clicked-after-entering');
  });

  it('does not count when it was made after the person had already written', () => {
    const clickedAt = time('10:00:30');
    const seen = [aMessage(time('10:00')), aMessage(time('10:01')).typingCodeWithClickOf(anna, clickedAt)];
    expect(answer(decide(seen, { links: [anna], clicks: [aClick(anna, clickedAt)] }))).toBe('organic');
  });
});

describe('a window is half-open', () => {
  const aCase = fc.record({
    windowDays: fc.integer({ min: 1, max: 90 }),
    model: anyModel,
    msInside: fc.integer({ min: -2, max: 2 }),
    at: fc.integer({ min: 0, max: 1_000_000 }).map((shift) => time('10:00') + shift),
  });
  const isCredited = (decision: Decision | undefined) => decision?.status === 'credited';

  it('to the very millisecond, for an opening and for a sale under any model that asks about it', () => {
    holds(
      'half-open windows of openings and sales',
      fc.property(aCase, ({ windowDays, model, msInside, at }) => {
        const touchedAt = at - windowDays * 86_400_000 + msInside;
        const touched = aReferral(touchedAt).withRefOf(anna);
        const given = { links: [anna.withWindowDays(windowDays)], settings: { model } };
        expect(isCredited(decide([touched, aMessage(at)], given))).toBe(msInside > 0);
        if (model === 'first_touch') return;
        expect(isCredited(decideSale(at, [aMessage(touchedAt - 1), touched], given))).toBe(msInside > 0);
      }),
    );
  });
});

describe('an explanation', () => {
  it('has the verdict of every rule on every touchpoint', () => {
    const decision = decide([aReferral(time('09:00', 40)).withRefOf(anna), aMessage(time('10:00')).withRef('NOBODY')], {
      links: [anna],
    });
    expect(decision?.judged.map(({ verdicts }) => verdicts.map(({ rule }) => rule))).toEqual(
      Array.from({ length: 2 }, () => eligibilityRules.map(({ name }) => name)),
    );
    const refusals = decision?.judged.map(({ verdicts }) => verdicts.find(({ outcome }) => outcome === 'refused'));
    expect(refusals).toMatchObject([{ reason: 'outside-window' }, { reason: 'unknown-ref' }]);
  });
});

describe('a link that is tried out', () => {
  const clickedAt = time('10:00') - 60_000;
  const aDayAndMore = 25 * 60 * 60 * 1_000;
  const tried = (enteredAt: number) => [
    aMessage(enteredAt).withTokenOf(anna, clickedAt),
    aMessage(enteredAt).onWhatsApp().typingCodeWithClickOf(anna, clickedAt),
  ];
  const inTime = tried(time('10:00'));
  const late = tried(clickedAt + aDayAndMore);

  it.each([...inTime, ...late])('credits nobody, by a ref or by a text, in time or late', (message) => {
    const clicks = [aTestClick(anna, clickedAt)];
    expect(answer(decide([message], { links: [anna], clicks }))).toBe('unattributed: link-test');
  });
});
