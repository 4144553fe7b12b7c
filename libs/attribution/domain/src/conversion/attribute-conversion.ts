import type { Credit } from '../crediting/credit.js';
import type { Decision } from '../decision/decision.js';
import { recordedAnswer, type Attribution } from '../revision/revise.js';
import { conversionClockSkewMs } from '../settings/limits.js';
import type { Instant } from '../time.js';

/** What a conversion takes from its contact's attribution. */
export type ConversionAttribution =
  | { readonly status: 'attributed'; readonly credits: readonly [Credit, ...Credit[]] }
  | { readonly status: 'unattributed'; readonly reason: string }
  | { readonly status: 'parked' };

/**
 * A conversion takes its contact's attribution, or what was decided for itself, where the conversation opened before it,
 * whatever was known at the time; the tenant's clock and the platform's may differ. Without a contact, or before the
 * contact wrote, it is parked.
 */
export const attributeConversion = (
  occurredAt: Instant,
  decided: Attribution | Decision | undefined,
): ConversionAttribution => {
  if (decided === undefined) return { status: 'parked' };
  const openedAt = 'opening' in decided ? decided.opening.openedAt : decided.openedAt;
  if (openedAt > occurredAt + conversionClockSkewMs) {
    return { status: 'unattributed', reason: 'precedes-the-conversation' };
  }
  const { status, reason, credits } = recordedAnswer(decided);
  const [first, ...rest] = credits;
  if (first !== undefined) return { status: 'attributed', credits: [first, ...rest] };
  return { status: 'unattributed', reason: reason ?? status };
};
