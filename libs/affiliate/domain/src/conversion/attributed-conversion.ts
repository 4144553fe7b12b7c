import type { AdId, CampaignId, ContactId, ConversionId, LinkId, PartnerId, ProgramId } from '../ids.js';
import type { Money } from '../money/money.js';
import type { Instant } from '../time.js';

export type ConversionType = 'opening' | 'lead' | 'sale';

/** One version of one program's terms. */
export interface TermsKey {
  readonly programId: ProgramId;
  readonly programVersion: number;
}

/** Who is paid for a share of the credit, and under which terms. */
export interface Earner extends TermsKey {
  readonly partnerId: PartnerId;
}

/** A share of the credit for a conversion. Without an earner it belongs to nobody who is paid. */
export interface Credit {
  readonly shareMillionths: number;
  readonly earner: Earner | undefined;
  readonly linkId: LinkId | undefined;
  readonly campaignId: CampaignId | undefined;
  readonly adId: AdId | undefined;
}

/**
 * Who is credited for a conversion, as last decided: a higher version replaces a lower one whole. What is not attributed
 * has no credits; where there are credits, their shares sum to 1,000,000.
 */
export interface AttributedConversion {
  readonly id: ConversionId;
  readonly version: number;
  readonly type: ConversionType;
  /** UTC, milliseconds since the epoch, as are all times here. */
  readonly occurredAt: Instant;
  readonly amount: Money | undefined;
  readonly contactId: ContactId;
  readonly channel: string | undefined;
  /** From then on late evidence no longer changes who is credited. */
  readonly finalAt: Instant;
  readonly credits: readonly Credit[];
}

/** The terms that a conversion is paid under, each once. */
export const termsNamedBy = (conversion: AttributedConversion): readonly TermsKey[] => {
  const named = new Map<string, TermsKey>();
  for (const { earner } of conversion.credits) {
    if (earner === undefined) continue;
    const { programId, programVersion } = earner;
    named.set(`${programId}:${programVersion}`, { programId, programVersion });
  }
  return [...named.values()];
};

/** The order in which conversions use up what is paid once or so often: by time, then by id. */
export const inOrderOfOccurrence = (left: AttributedConversion, right: AttributedConversion): number =>
  left.occurredAt - right.occurredAt || (left.id < right.id ? -1 : Number(left.id > right.id));
