import type { FunnelMoney, FunnelRow } from './funnel.js';

type Counts = Omit<FunnelRow, 'key' | 'money'>;
type Amounts = Omit<FunnelMoney, 'currency'>;

const noCounts: Counts = { clicks: 0, uniqueClicks: 0, conversations: 0, leads: 0, sales: 0 };
const noAmounts: Amounts = { revenueMinor: 0n, commissionMinor: 0n };

interface Total {
  readonly counts: Counts;
  readonly money: Map<string, Amounts>;
}

/** Brings the metrics of each key together; every metric is given once for each key. */
export class FunnelTotals {
  private readonly totals = new Map<string | null, Total>();

  add(key: string | null, counts: Partial<Counts>): void {
    const total = this.of(key);
    this.totals.set(key, { ...total, counts: { ...total.counts, ...counts } });
  }

  addMoney(key: string | null, currency: string, amounts: Partial<Amounts>): void {
    const { money } = this.of(key);
    money.set(currency, { ...noAmounts, ...money.get(currency), ...amounts });
  }

  /** Keys in alphabetical order, null last. */
  rows(): readonly FunnelRow[] {
    return [...this.totals]
      .map(([key, { counts, money }]) => ({ key, ...counts, money: moneyOf(money) }))
      .sort((left, right) => compare(left.key, right.key));
  }

  private of(key: string | null): Total {
    const total = this.totals.get(key) ?? { counts: noCounts, money: new Map<string, Amounts>() };
    this.totals.set(key, total);
    return total;
  }
}

const moneyOf = (money: ReadonlyMap<string, Amounts>): readonly FunnelMoney[] =>
  [...money]
    .map(([currency, amounts]) => ({ currency, ...amounts }))
    .sort((left, right) => compare(left.currency, right.currency));

const compare = (left: string | null, right: string | null): number => {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right ? -1 : 1;
};
