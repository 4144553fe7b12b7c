import type { AttributedConversion, ConversionType } from '../conversion/attributed-conversion.js';
import type { ProgramId } from '../ids.js';
import type { ProgramTerms } from '../program/program-terms.js';
import type { Instant } from '../time.js';

/** Decides whether a conversion may be paid under some terms, given what the contact's earlier ones were paid for. */
export type EarningRule = (earningCase: EarningCase) => EarningVerdict;

export interface EarningCase {
  readonly conversion: AttributedConversion;
  readonly terms: ProgramTerms;
  readonly history: ContactHistory;
}

/** What matters of a contact's other conversions. */
export interface ContactHistory {
  /** When the contact first wrote; undefined while the opening has not arrived. */
  readonly openedAt: Instant | undefined;
  /** What was paid for conversions that occurred earlier. */
  readonly earnings: readonly Earning[];
}

/** That a program paid for a conversion of some type. */
export interface Earning {
  readonly programId: ProgramId;
  readonly type: ConversionType;
}

export type EarningVerdict =
  { readonly kind: 'allowed' } | { readonly kind: 'refused'; readonly reason: RefusalReason };

export type RefusalReason = 'already-paid-for-this-contact' | 'sale-limit-reached';

export const allowed: EarningVerdict = { kind: 'allowed' };

export const refused = (reason: RefusalReason): EarningVerdict => ({ kind: 'refused', reason });
