import type { Brand } from '../brand/brand.js';
import type { Person } from './person.js';

/** The right answer about one person, as the API words it. */
export interface Truth {
  readonly status: 'credited' | 'organic' | 'unattributed' | 'never-wrote';
  readonly reason?: string;
  readonly matchType?: string;
  readonly partnerId?: string;
  readonly linkId?: string;
  readonly campaignId?: string;
  readonly adId?: string;
}

/** What the one who made these people up knows to be true of them. */
export const truthOf = ({ story, channel, partner }: Person, { partners, ad }: Brand): Truth => {
  if (story.outcome.status !== 'credited') return story.outcome;
  if (story.sentBy === 'ad') return { ...story.outcome, adId: ad.id, campaignId: ad.campaignId };
  const sender = partners[partner];
  const link = sender?.links[channel];
  if (sender === undefined || link === undefined) throw new Error(`nobody is partner ${partner}`);
  return { ...story.outcome, partnerId: sender.id, linkId: link.id, campaignId: link.campaignId };
};

/** The partner's place who truly sent this person, whether or not anything could tell. */
export const senderOf = ({ story, partner }: Person): number | undefined =>
  story.sentBy === 'partner' ? partner : undefined;
