import type { AttributedConversion, Refund } from '@whence/affiliate-domain';

import { idFor, minor, onDay } from './names.js';

export interface RefundWords {
  readonly called?: string;
  readonly day?: number;
}

/** The refunds of a conversion, one after the other, a day each: `refundsOf(sale, '6.66', '6.66', '6.67')`. */
export const refundsOf = (conversion: AttributedConversion, ...amounts: readonly string[]): readonly Refund[] => {
  let toDateMinor = 0n;
  return amounts.map((amount, index) => {
    toDateMinor += minor(amount);
    const currency = conversion.amount?.currency ?? 'EUR';
    return {
      ...wholeRefundOf(conversion, { called: `${conversion.id.slice(-6)}${index}`, day: 10 + index }),
      stretch: { amountMinor: minor(amount), toDateMinor, currency },
    };
  });
};

/** That all of a conversion was given back, whatever its amount. */
export const wholeRefundOf = (
  conversion: Pick<AttributedConversion, 'id'>,
  { called = conversion.id.slice(-6), day = 10 }: RefundWords = {},
): Refund => ({
  id: idFor('rfd', called),
  conversionId: conversion.id,
  occurredAt: onDay(day),
  stretch: undefined,
});
