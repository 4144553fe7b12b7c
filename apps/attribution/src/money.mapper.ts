import type { Money } from '@whence/attribution-application';
import type { MoneyBody } from '@whence/platform/http';

export const toMoney = ({ amountMinor, currency }: MoneyBody): Money => ({
  amountMinor: BigInt(amountMinor),
  currency,
});

export const toMoneyBody = ({ amountMinor, currency }: Money): MoneyBody => ({
  amountMinor: amountMinor.toString(),
  currency,
});
