import { idFor } from '@whence/affiliate-testing';
import { describe, expect, it } from '@jest/globals';

import { commissionExpense, money, partnerPayable } from '../index.js';
import { partnerBalancesOf } from './partner-balance.js';
import { trialBalanceOf } from './trial-balance.js';

describe("a partner's balance", () => {
  it('adds up each currency by what has become of the money, and leaves out what was reversed', () => {
    const balances = partnerBalancesOf([
      { status: 'pending', amount: money(150n, 'EUR') },
      { status: 'due', amount: money(50n, 'EUR') },
      { status: 'due', amount: money(7n, 'EUR') },
      { status: 'held', amount: money(20n, 'BRL') },
      { status: 'paid', amount: money(3n, 'BRL') },
      { status: 'reversed', amount: money(999n, 'EUR') },
    ]);
    expect(balances).toEqual([
      { currency: 'BRL', pendingMinor: 0n, heldMinor: 20n, dueMinor: 0n, paidMinor: 3n, totalMinor: 23n },
      { currency: 'EUR', pendingMinor: 150n, heldMinor: 0n, dueMinor: 57n, paidMinor: 0n, totalMinor: 207n },
    ]);
  });

  it('is empty where nothing stands', () => {
    expect(partnerBalancesOf([{ status: 'reversed', amount: money(999n, 'EUR') }])).toEqual([]);
  });
});

describe('the trial balance', () => {
  const expense = commissionExpense(idFor('prg', 'CREATORS'));
  const payable = partnerPayable(idFor('prt', 'ANNA'));

  it('shows no difference where debits equal credits in every currency', () => {
    const accounts = [
      { account: expense, currency: 'EUR', debitMinor: 200n, creditMinor: 50n },
      { account: payable, currency: 'EUR', debitMinor: 50n, creditMinor: 200n },
    ];
    expect(trialBalanceOf(accounts)).toEqual({
      currencies: [{ currency: 'EUR', debitMinor: 250n, creditMinor: 250n, differenceMinor: 0n }],
      accounts,
    });
  });

  it('shows the difference where they do not', () => {
    const accounts = [{ account: expense, currency: 'BRL', debitMinor: 1n, creditMinor: 3n }];
    expect(trialBalanceOf(accounts).currencies).toEqual([
      { currency: 'BRL', debitMinor: 1n, creditMinor: 3n, differenceMinor: -2n },
    ]);
  });

  it('is empty for an empty ledger', () => {
    expect(trialBalanceOf([])).toEqual({ currencies: [], accounts: [] });
  });
});
