import type { Credit } from '../crediting/credit.js';
import type { Attribution } from '../revision/revise.js';
import { conversionClockSkewMs } from '../settings/limits.js';
import type { Instant } from '../time.js';

/** What a conversion takes from its contact's attribution. */
export type ConversionAttribution =
  | { readonly status: 'attributed'; readonly credits: readonly [Credit, ...Credit[]] }
  | { readonly status: 'unattributed'; readonly reason: string }
  | { readonly status: 'parked' };

/**
 * A conversion takes its contact's attribution where the conversation opened before it, whatever was known at the time;
 * the tenant's clock and the platform's may differ. Without a contact, or before the contact wrote, it is parked.
 */
export const attributeConversion = (
  occurredAt: Instant,
  attribution: Attribution | undefined,
): ConversionAttribution => {
  if (attribution === undefined) return { status: 'parked' };
  if (attribution.openedAt > occurredAt + conversionClockSkewMs) {
    return { status: 'unattributed', reason: 'precedes-the-conversation' };
  }
  const [first, ...rest] = attribution.credits;
  if (first !== undefined) return { status: 'attributed', credits: [first, ...rest] };
  return { status: 'unattributed', reason: attribution.reason ?? attribution.status };
};
