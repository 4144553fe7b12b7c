import type { Account } from '../brand/brand.js';
import type { Participant } from '../brand/run.js';
import type { Channel } from '../people/story.js';

/** Something a person did in a chat, before any provider words it. */
export interface Utterance {
  /** `postback`: a button that counts as writing. `referral`: an existing thread was opened, and nothing written. */
  readonly kind: 'message' | 'postback' | 'referral';
  readonly channel: Channel;
  readonly account: Account;
  readonly participant: Participant;
  /** The platform's message id: the same in every provider's copy. A referral has none. */
  readonly messageId: string;
  /** The platform's time, UTC milliseconds. */
  readonly at: number;
  readonly text: string;
  /** The platform's referral object. */
  readonly referral?: Referral;
}

export type Referral = Readonly<Record<string, string>>;

/** The same, as somebody hands it on who leaves the referral out. */
export const withoutReferral = ({ referral: _referral, ...rest }: Utterance): Utterance => rest;

/** What an ig.me or m.me link leaves in a chat. Instagram spells its source otherwise. */
export const linkReferral = (channel: Channel, ref: string): Referral => ({
  ref,
  source: channel === 'instagram' ? 'IGME-SOURCE-LINK' : 'SHORTLINK',
  type: 'OPEN_THREAD',
});

/** What a Click-to-WhatsApp ad leaves in the first message. */
export const adReferral = (adId: string, clickId: string): Referral => ({
  source_url: 'https://fb.me/2whence',
  source_id: adId,
  source_type: 'ad',
  headline: 'Everything for a fresh start',
  body: 'Write to us on WhatsApp',
  media_type: 'image',
  image_url: 'https://cdn.example/fresh-start.jpg',
  ctwa_clid: clickId,
});
