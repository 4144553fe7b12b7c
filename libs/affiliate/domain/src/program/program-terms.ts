import type { TermsKey } from '../conversion/attributed-conversion.js';
import type { Reward } from './reward.js';

/** One version of what a program pays. A version never changes; other terms are another version. */
export interface ProgramTerms extends TermsKey {
  /** Of flat rewards; a percentage pays in the sale's currency. */
  readonly currency: string;
  readonly rewards: readonly Reward[];
  /** Days between a conversion and the moment its commission falls due. */
  readonly holdDays: number;
  readonly saleLimit: SaleLimit | undefined;
}

/** Which sales of one contact are paid: the first, so many, or those within so many days of the contact's opening. */
export type SaleLimit =
  | { readonly kind: 'first' }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'within-days'; readonly days: number };

export const sameTerms = (left: TermsKey, right: TermsKey): boolean =>
  left.programId === right.programId && left.programVersion === right.programVersion;
