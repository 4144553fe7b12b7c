/** An integer number of minor units (cents) of one currency. */
export interface Money {
  readonly amountMinor: bigint;
  /** ISO 4217, such as `BRL`. */
  readonly currency: string;
}

export const money = (amountMinor: bigint, currency: string): Money => ({ amountMinor, currency });

export const negated = (amount: Money): Money => money(-amount.amountMinor, amount.currency);

export const sameMoney = (left: Money, right: Money): boolean =>
  left.currency === right.currency && left.amountMinor === right.amountMinor;

/** The sum of each currency, in the order in which the currencies first appear. */
export const sumByCurrency = (amounts: readonly Money[]): readonly Money[] => {
  const sums = new Map<string, bigint>();
  for (const { amountMinor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor);
  return [...sums].map(([currency, amountMinor]) => money(amountMinor, currency));
};
