import { describe, expect, it } from '@jest/globals';
import { aLink, aMessage, answer, aReferral, decide, time, type SignalBuilder } from '@whence/attribution-testing';

const anna = aLink('ANNA');
const links = [anna.disabledAt(0), aLink('BEN').expiringAt(0)];
const opening = aMessage(time('10:00'));

const reasonFor = (...seen: readonly SignalBuilder[]): string => {
  const said = answer(decide(seen, { links }));
  expect(answer(decide([...seen].reverse(), { links }))).toBe(said);
  return said;
};

describe('why nobody is credited', () => {
  it('is why the strongest evidence was refused, whenever it came', () => {
    const typed = opening.typingDamaged('WH-X');
    expect(reasonFor(typed, aReferral(time('09:30')).withRefOf(anna))).toBe('unattributed: link-disabled');
    expect(reasonFor(aMessage(time('10:00')).typingDamaged('WH-X').withRefOf(anna))).toBe(
      'unattributed: link-disabled',
    );
    const early = aMessage(time('09:00')).typingDamaged('WH-X');
    expect(reasonFor(early, aMessage(time('09:10')).typingCodeOf(aLink('BEN')))).toBe('unattributed: damaged');
  });

  it('is of two that are as strong why the earlier one was', () => {
    const annas = aReferral(time('09:10')).withRefOf(anna);
    const bens = aReferral(time('09:20')).withRefOf(aLink('BEN'));
    expect(reasonFor(opening, annas, bens)).toBe('unattributed: link-disabled');
    const later = aReferral(time('09:30')).withRefOf(anna);
    expect(reasonFor(opening, bens, later)).toBe('unattributed: link-expired');
  });

  it('is the same for everybody where two came in the same moment', () => {
    const at = time('09:10');
    const first = aReferral(at).named('a').withRefOf(aLink('BEN'));
    expect(reasonFor(opening, first, aReferral(at).named('b').withRefOf(anna))).toBe('unattributed: link-expired');
    const last = aReferral(at).named('c').withRefOf(aLink('BEN'));
    expect(reasonFor(opening, last, aReferral(at).named('b').withRefOf(anna))).toBe('unattributed: link-disabled');
  });
});
