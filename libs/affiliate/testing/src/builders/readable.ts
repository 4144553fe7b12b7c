import type { Earned } from '@whence/affiliate-domain';

/** What was earned, a line each, such as `ANNA 1.50 EUR`. */
export const readable = (earned: readonly Pick<Earned, 'partnerId' | 'amount'>[]): readonly string[] =>
  earned.map(({ partnerId, amount: { amountMinor, currency } }) => {
    const name = /^prt_0*(.*)$/.exec(partnerId)?.[1] ?? '';
    return `${name} ${amountMinor / 100n}.${String(amountMinor % 100n).padStart(2, '0')} ${currency}`;
  });
