import { allowed, refused, type ContactHistory, type EarningCase, type EarningRule } from './earning-rule.js';
import type { SaleLimit } from '../program/program-terms.js';
import { dayMs } from '../time.js';
import { unreachable } from '../unreachable.js';

/** A sale is paid while the limit of its terms is not used up by the contact's earlier sales or by time. */
export const saleIsInsideLimit: EarningRule = (earningCase) => {
  const { conversion, terms } = earningCase;
  if (conversion.type !== 'sale' || terms.saleLimit === undefined) return allowed;
  return isInside(terms.saleLimit, earningCase) ? allowed : refused('sale-limit-reached');
};

const isInside = (limit: SaleLimit, { conversion, terms, history }: EarningCase): boolean => {
  switch (limit.kind) {
    case 'first':
      return paidSales(history, terms.programId) === 0;
    case 'count':
      return paidSales(history, terms.programId) < limit.count;
    case 'within-days':
      // Half-open. While the opening has not arrived the sale counts as inside: its arrival decides anew.
      return history.openedAt === undefined || conversion.occurredAt - history.openedAt < limit.days * dayMs;
    default:
      return unreachable(limit);
  }
};

const paidSales = ({ earnings }: ContactHistory, programId: string): number =>
  earnings.filter((earning) => earning.type === 'sale' && earning.programId === programId).length;
