import type { AdRecordId, CampaignId, LinkId, PartnerId, ProgramId } from '../ids.js';

/** Part of a conversion given to one link, ad, partner or campaign. Shares of a decision sum to 1,000,000. */
export interface Credit {
  readonly partnerId?: PartnerId | undefined;
  readonly programId?: ProgramId | undefined;
  /** The version of the program's terms in force at the touch. */
  readonly programVersion?: number | undefined;
  readonly linkId?: LinkId | undefined;
  readonly campaignId?: CampaignId | undefined;
  readonly adId?: AdRecordId | undefined;
  readonly shareMillionths: number;
}

export const wholeShareMillionths = 1_000_000;

/** Text that is equal for equal credits in equal order: for telling whether an answer has changed. */
export const contentOfCredits = (credits: readonly Credit[]): string =>
  JSON.stringify(
    credits.map((credit) => [
      credit.linkId,
      credit.partnerId,
      credit.programId,
      credit.programVersion,
      credit.campaignId,
      credit.adId,
      credit.shareMillionths,
    ]),
  );
