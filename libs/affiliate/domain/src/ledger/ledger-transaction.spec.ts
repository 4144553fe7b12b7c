import { aProgram, aSale, bookedAs, idFor, onDay } from '@whence/affiliate-testing';
import { describe, expect, it } from '@jest/globals';
import { holds } from '@whence/properties';
import fc from 'fast-check';

import { commissionsFor } from '../earning/earn-commissions.js';
import { money, sumByCurrency } from '../money/money.js';
import {
  accrualOf,
  LedgerOutOfBalanceViolation,
  ledgerTransaction,
  refundReversalOf,
  refundReversalUndone,
  reversalOf,
  type LedgerTransaction,
} from './ledger-transaction.js';

const annasSale = aSale().of('19.99', 'EUR').by('ANNA');
const [earned] = commissionsFor(annasSale, [aProgram().payingPercent(7.5, 'sale')], {
  openedAt: undefined,
  earnings: [],
});
const commission = bookedAs('C1', earned!);
const entry = { id: idFor('ltx', 'T1'), recordedAt: onDay(1) };

const expense = `commission-expense:${idFor('prg', 'CREATORS')}` as const;
const payable = `partner-payable:${idFor('prt', 'ANNA')}` as const;

describe('the ledger', () => {
  it('books a commission as spent by the program and owed to the partner', () => {
    expect(accrualOf(commission, entry)).toEqual({
      id: idFor('ltx', 'T1'),
      postingKey: `commission-accrued:${idFor('com', 'C1')}`,
      kind: 'commission-accrued',
      commissionId: idFor('com', 'C1'),
      occurredAt: onDay(0),
      recordedAt: onDay(1),
      postings: [
        { account: expense, amount: money(150n, 'EUR') },
        { account: payable, amount: money(-150n, 'EUR') },
      ],
    });
  });

  it('undoes it by the opposite postings under a key of its own', () => {
    const reversal = reversalOf(commission, entry);
    expect(reversal.postingKey).toBe(`commission-reversed:${idFor('com', 'C1')}`);
    expect(
      sumByCurrency([...accrualOf(commission, entry).postings, ...reversal.postings].map((each) => each.amount)),
    ).toEqual([money(0n, 'EUR')]);
    expect(reversal.postings).toContainEqual({ account: payable, amount: money(150n, 'EUR') });
  });

  it('undoes what a refund undoes, when the refund occurred, and gives it back, each under a key of its own', () => {
    const reversal = { refundId: idFor('rfd', 'R1'), refundedAt: onDay(7), amountMinor: 50n };
    const undone = refundReversalOf(commission, reversal, entry);
    const given = refundReversalUndone(commission, reversal, entry);
    expect([undone, given].map(({ postingKey, occurredAt }) => [postingKey, occurredAt])).toEqual([
      [`commission-reversed:${idFor('com', 'C1')}:${idFor('rfd', 'R1')}`, onDay(7)],
      [`commission-accrued:${idFor('com', 'C1')}:${idFor('rfd', 'R1')}`, onDay(7)],
    ]);
    expect(undone.postings).toContainEqual({ account: payable, amount: money(50n, 'EUR') });
    expect(given.postings).toContainEqual({ account: payable, amount: money(-50n, 'EUR') });
  });

  const withPostings = (...amounts: readonly { amountMinor: bigint; currency: string }[]): LedgerTransaction => ({
    ...accrualOf(commission, entry),
    postings: amounts.map((amount) => ({ account: payable, amount })),
  });

  it.each([
    ['one sum is off by a cent', [money(150n, 'EUR'), money(-149n, 'EUR')]],
    ['two currencies make up for each other', [money(150n, 'EUR'), money(-150n, 'BRL')]],
    ['there is only one side', [money(150n, 'EUR')]],
    ['there are no postings', []],
  ])('refuses a transaction where %s', (_, amounts) => {
    expect(() => ledgerTransaction(withPostings(...amounts))).toThrow(LedgerOutOfBalanceViolation);
  });

  it('takes exactly the transactions that sum to zero in every currency', () => {
    const someMoney = fc.record({
      amountMinor: fc.bigInt({ min: -3n, max: 3n }),
      currency: fc.constantFrom('EUR', 'BRL'),
    });
    holds(
      'ledger balances',
      fc.property(fc.array(someMoney, { minLength: 1, maxLength: 6 }), (amounts) => {
        const isBalanced = ['EUR', 'BRL'].every(
          (currency) =>
            amounts.filter((each) => each.currency === currency).reduce((sum, each) => sum + each.amountMinor, 0n) ===
            0n,
        );
        const taken = (): LedgerTransaction => ledgerTransaction(withPostings(...amounts));
        if (isBalanced) expect(taken).not.toThrow();
        else expect(taken).toThrow(LedgerOutOfBalanceViolation);
      }),
    );
  });
});
