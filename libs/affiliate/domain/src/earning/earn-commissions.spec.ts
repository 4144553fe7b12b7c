import { aLead, aProgram, aSale, idFor, onDay, readable } from '@whence/affiliate-testing';
import { describe, expect, it } from '@jest/globals';
import { holds } from '@whence/properties';
import fc from 'fast-check';

import type { AttributedConversion, ProgramTerms } from '../index.js';
import { commissionsFor, earningsOfContact } from './earn-commissions.js';

const newContact = { openedAt: undefined, earnings: [] };

const earned = (conversion: AttributedConversion, ...terms: readonly ProgramTerms[]): readonly string[] =>
  readable(earningsOfContact([conversion], terms).earned);

describe('what a conversion earns', () => {
  const sevenAndAHalf = aProgram().payingPercent(7.5, 'sale');

  it('pays 7.5 % of 19.99 as 1.50: rounded once', () => {
    expect(earned(aSale().of('19.99', 'EUR').by('ANNA'), sevenAndAHalf)).toEqual(['ANNA 1.50 EUR']);
  });

  it('rounds a half away from zero: 7.5 % of 0.20 is 0.02', () => {
    expect(earned(aSale().of('0.20', 'EUR').by('ANNA'), sevenAndAHalf)).toEqual(['ANNA 0.02 EUR']);
  });

  it('rounds first and splits then, the last share taking what remains of 1.50', () => {
    const sale = aSale()
      .of('19.99', 'EUR')
      .creditedTo(...thirds('ANNA', 'BEN', 'CEM'));
    expect(earned(sale, sevenAndAHalf)).toEqual(['ANNA 0.50 EUR', 'BEN 0.49 EUR', 'CEM 0.51 EUR']);
  });

  it('pays a percentage in the currency of the sale, and a flat reward in the currency of the program', () => {
    const terms = aProgram().inCurrency('BRL').payingPercent(10, 'sale').payingFlat('5.00', 'sale');
    expect(earned(aSale().of('20.00', 'USD').by('ANNA'), terms)).toEqual(['ANNA 2.00 USD', 'ANNA 5.00 BRL']);
  });

  it('splits a flat reward by shares', () => {
    const lead = aLead().sharedBy({ name: 'ANNA', percent: 40 }, { name: 'BEN', percent: 60 });
    expect(earned(lead, aProgram().payingFlat('5.00', 'lead'))).toEqual(['ANNA 2.00 EUR', 'BEN 3.00 EUR']);
  });

  it('pays each share under its own program', () => {
    const sale = aSale().of('100.00', 'EUR');
    const shared = sale.creditedTo(...half('ANNA', 'CREATORS'), ...half('BEN', 'AGENCIES'));
    const terms = [aProgram('CREATORS').payingPercent(10, 'sale'), aProgram('AGENCIES').payingPercent(20, 'sale')];
    expect(earned(shared, ...terms)).toEqual(['ANNA 5.00 EUR', 'BEN 10.00 EUR']);
  });

  it('pays each share under the version of the terms that it names', () => {
    const shared = aSale().creditedTo(...half('ANNA', 'CREATORS', 1), ...half('BEN', 'CREATORS', 2));
    const terms = aProgram().payingPercent(10, 'sale');
    const better = aProgram().inVersion(2).payingPercent(20, 'sale');
    expect(earned(shared, terms, better)).toEqual(['ANNA 5.00 EUR', 'BEN 10.00 EUR']);
  });

  it('keeps the share of a credit without a partner: nobody gets more for it', () => {
    const shared = aSale().creditedTo(...half('ANNA', 'CREATORS'), ...halfForNobody);
    expect(earned(shared, aProgram().payingPercent(10, 'sale'))).toEqual(['ANNA 5.00 EUR']);
  });

  it('makes one commission of two shares that name the same partner and link', () => {
    const shared = aSale().sharedBy({ name: 'ANNA', percent: 50 }, { name: 'ANNA', percent: 50 });
    expect(earned(shared, aProgram().payingPercent(10, 'sale'))).toEqual(['ANNA 10.00 EUR']);
  });

  it('makes two of shares that came by different links', () => {
    const shared = aSale().sharedBy(
      { name: 'ANNA', percent: 50, link: 'STORY' },
      { name: 'ANNA', percent: 50, link: 'BEE' },
    );
    expect(earned(shared, aProgram().payingPercent(10, 'sale'))).toEqual(['ANNA 5.00 EUR', 'ANNA 5.00 EUR']);
  });

  it.each([
    ['another type of conversion is rewarded', aLead().by('ANNA'), aProgram().payingPercent(10, 'sale')],
    ['nobody is credited', aSale().byNobody(), aProgram().payingPercent(10, 'sale')],
    ['a percentage comes to less than half a cent', aSale().of('0.06', 'EUR').by('ANNA'), sevenAndAHalf],
    ['a percentage has no amount to be taken of', aLead().by('ANNA'), aProgram().payingPercent(10, 'lead')],
    ['the sale is for nothing', aSale().of('0.00', 'EUR').by('ANNA'), sevenAndAHalf],
    ['the amount is below zero', aSale().of('-20.00', 'EUR').by('ANNA'), sevenAndAHalf],
  ])('pays nothing where %s', (_, conversion, terms) => {
    expect(earned(conversion, terms)).toEqual([]);
  });

  it('pays nobody a share that comes to nothing', () => {
    const shared = aSale().of('0.10', 'EUR').sharedBy({ name: 'ANNA', percent: 50 }, { name: 'BEN', percent: 50 });
    expect(earned(shared, aProgram().payingPercent(10, 'sale'))).toEqual(['BEN 0.01 EUR']);
  });

  it('falls due when the hold is over', () => {
    const sale = aSale().on(20).finalOn(8).by('ANNA');
    const [commission] = commissionsFor(sale, [aProgram().holding(30).payingPercent(10, 'sale')], newContact);
    expect(commission?.dueAt).toBe(onDay(50));
  });

  it('falls due on nothing that may still change', () => {
    const sale = aSale().on(0).finalOn(8).by('ANNA');
    const [commission] = commissionsFor(sale, [aProgram().holding(0).payingPercent(10, 'sale')], newContact);
    expect(commission?.dueAt).toBe(onDay(8));
  });

  it('hands out exactly the rounded reward, however it is shared', () => {
    holds(
      'commissions sum to the reward',
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        fc.integer({ min: 1, max: 10_000 }),
        (amount, basisPoints) => {
          const terms = aProgram().payingPercent(basisPoints / 100, 'sale');
          const sale = aSale()
            .of('1.00', 'EUR')
            .creditedTo(...thirds('ANNA', 'BEN', 'CEM'));
          const parts = commissionsFor(
            { ...sale, amount: { amountMinor: amount, currency: 'EUR' } },
            [terms],
            newContact,
          );
          const whole = commissionsFor(
            { ...sale.by('ANNA'), amount: { amountMinor: amount, currency: 'EUR' } },
            [terms],
            newContact,
          );
          const sum = (all: typeof parts): bigint => all.reduce((total, each) => total + each.amount.amountMinor, 0n);
          expect(sum(parts)).toBe(sum(whole));
        },
      ),
    );
  });
});

const credit = (
  partner: string,
  shareMillionths: number,
  terms = { programId: idFor('prg', 'CREATORS'), programVersion: 1 },
) => ({
  shareMillionths,
  earner: { partnerId: idFor('prt', partner), ...terms },
  linkId: undefined,
  campaignId: undefined,
  adId: undefined,
});

const thirds = (first: string, second: string, third: string) => [
  credit(first, 333_334),
  credit(second, 333_333),
  credit(third, 333_333),
];

const half = (partner: string, program: string, programVersion = 1) => [
  credit(partner, 500_000, { programId: idFor('prg', program), programVersion }),
];

const halfForNobody = [{ ...credit('', 500_000), earner: undefined }];
