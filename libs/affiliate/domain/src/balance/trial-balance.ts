import type { Account } from '../ledger/ledger-transaction.js';

/** The sums of one account in one currency; both are positive. */
export interface AccountTotals {
  readonly account: Account;
  readonly currency: string;
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
}

export interface CurrencyTotals {
  readonly currency: string;
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
  /** Debits less credits: zero, or the ledger is broken. */
  readonly differenceMinor: bigint;
}

export interface TrialBalance {
  readonly currencies: readonly CurrencyTotals[];
  readonly accounts: readonly AccountTotals[];
}

/** Adds up all accounts, currency by currency. */
export const trialBalanceOf = (accounts: readonly AccountTotals[]): TrialBalance => {
  const currencies = [...new Set(accounts.map(({ currency }) => currency))].sort();
  return { currencies: currencies.map((currency) => totalsOf(currency, accounts)), accounts };
};

const totalsOf = (currency: string, accounts: readonly AccountTotals[]): CurrencyTotals => {
  const own = accounts.filter((account) => account.currency === currency);
  const debitMinor = own.reduce((sum, account) => sum + account.debitMinor, 0n);
  const creditMinor = own.reduce((sum, account) => sum + account.creditMinor, 0n);
  return { currency, debitMinor, creditMinor, differenceMinor: debitMinor - creditMinor };
};
