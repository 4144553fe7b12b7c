import { aLead, anOpening, aProgram, aSale, idFor, readable, wholeRefundOf } from '@whence/affiliate-testing';
import { describe, expect, it } from '@jest/globals';
import { holds } from '@whence/properties';
import fc from 'fast-check';

import type { AttributedConversion, ProgramTerms } from '../index.js';
import { earningsOfContact } from './earn-commissions.js';

const earnedByAll = (conversions: readonly AttributedConversion[], ...terms: readonly ProgramTerms[]) =>
  readable(earningsOfContact(conversions, terms).earned);

describe('what a contact earns in all', () => {
  const leads = aProgram().payingFlat('5.00', 'lead');

  it('pays one lead where two leads have different external ids: the earlier one', () => {
    const two = [aLead().called('SECOND').on(2).by('BEN'), aLead().called('FIRST').on(1).by('ANNA')];
    expect(earnedByAll(two, leads)).toEqual(['ANNA 5.00 EUR']);
  });

  it('decides by id between two that occurred at the same time', () => {
    const two = [aLead().called('B').by('BEN'), aLead().called('A').by('ANNA')];
    expect(earnedByAll(two, leads)).toEqual(['ANNA 5.00 EUR']);
  });

  it('pays a lead once per program: another program pays for its own', () => {
    const two = [aLead().called('A').on(1).by('ANNA'), aLead().called('B').on(2).by('BEN').under('AGENCIES')];
    expect(earnedByAll(two, leads, aProgram('AGENCIES').payingFlat('7.00', 'lead'))).toEqual([
      'ANNA 5.00 EUR',
      'BEN 7.00 EUR',
    ]);
  });

  it('pays a lead once per program even when its terms have changed between the two', () => {
    const two = [aLead().called('A').on(1).by('ANNA'), aLead().called('B').on(2).by('ANNA').under('CREATORS', 2)];
    expect(earnedByAll(two, leads, aProgram().inVersion(2).payingFlat('9.00', 'lead'))).toEqual(['ANNA 5.00 EUR']);
  });

  it('pays the lead that is credited where an earlier one is not', () => {
    expect(earnedByAll([aLead().called('A').on(1).byNobody(), aLead().called('B').on(2).by('ANNA')], leads)).toEqual([
      'ANNA 5.00 EUR',
    ]);
  });

  it('pays an opening and a lead beside each other', () => {
    const both = [anOpening().by('ANNA'), aLead().on(1).by('ANNA')];
    expect(earnedByAll(both, aProgram().payingFlat('1.00', 'opening').payingFlat('5.00', 'lead'))).toEqual([
      'ANNA 1.00 EUR',
      'ANNA 5.00 EUR',
    ]);
  });

  describe('with a limit on sales', () => {
    const tenPercent = aProgram().payingPercent(10, 'sale');
    const sales = [1, 5, 30, 31].map((day) => aSale().called(`S${day}`).on(day).of(`${day}.00`, 'EUR').by('ANNA'));
    const opening = anOpening().on(1).by('ANNA');

    it.each([
      [
        'all of them where there is no limit',
        tenPercent,
        ['ANNA 0.10 EUR', 'ANNA 0.50 EUR', 'ANNA 3.00 EUR', 'ANNA 3.10 EUR'],
      ],
      ['the first', tenPercent.limitedTo({ kind: 'first' }), ['ANNA 0.10 EUR']],
      ['as many as it counts', tenPercent.limitedTo({ kind: 'count', count: 2 }), ['ANNA 0.10 EUR', 'ANNA 0.50 EUR']],
      [
        'those within so many days of the opening, half-open',
        tenPercent.limitedTo({ kind: 'within-days', days: 30 }),
        ['ANNA 0.10 EUR', 'ANNA 0.50 EUR', 'ANNA 3.00 EUR'],
      ],
    ])('pays %s', (_, terms, expected) => {
      expect(earnedByAll([...sales, opening].reverse(), terms)).toEqual(expected);
    });

    it('counts a sale once, however many share it', () => {
      const shared = sales.map((sale) => sale.sharedBy({ name: 'ANNA', percent: 50 }, { name: 'BEN', percent: 50 }));
      expect(earnedByAll(shared, tenPercent.limitedTo({ kind: 'count', count: 2 }))).toEqual([
        'ANNA 0.05 EUR',
        'BEN 0.05 EUR',
        'ANNA 0.25 EUR',
        'BEN 0.25 EUR',
      ]);
    });

    it('does not let a sale for nothing use the limit up', () => {
      const free = aSale().called('FREE').on(0).of('0.00', 'EUR').by('ANNA');
      expect(earnedByAll([free, ...sales], tenPercent.limitedTo({ kind: 'first' }))).toEqual(['ANNA 0.10 EUR']);
    });
  });

  it('lets a conversion wait whose terms are not known, and pays the others', () => {
    const unknown = aSale().called('A').by('ANNA').under('SECRET');
    const known = aSale().called('B').by('ANNA');
    const { earned: paid, waiting } = earningsOfContact([unknown, known], [aProgram().payingPercent(10, 'sale')]);
    expect(readable(paid)).toEqual(['ANNA 10.00 EUR']);
    expect(waiting).toEqual([idFor('cvn', 'A')]);
  });

  it('lets a sale that was refunded use the limit up all the same', () => {
    const [first, second] = [1, 2].map((day) => aSale().called(`S${day}`).on(day).by('ANNA'));
    const terms = aProgram().payingPercent(10, 'sale').limitedTo({ kind: 'first' });
    const { earned } = earningsOfContact([first!, second!], [terms], [wholeRefundOf(first!)]);
    expect(earned.map(({ conversionId, refundReversals }) => [conversionId, refundReversals.length])).toEqual([
      [first!.id, 1],
    ]);
  });

  it('earns the same in whatever order its conversions are told', () => {
    const terms = aProgram()
      .payingFlat('5.00', 'lead')
      .payingPercent(10, 'sale')
      .limitedTo({ kind: 'count', count: 2 });
    const all = [1, 1, 2, 3].flatMap((day, index) => [
      aSale().called(`S${index}`).on(day).by('ANNA'),
      aLead().called(`T${index}`).on(day).by('BEN'),
    ]);
    const expected = earningsOfContact(all, [terms]);
    holds(
      'earnings in any order',
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(earningsOfContact(shuffled, [terms])).toEqual(expected);
      }),
    );
  });
});
