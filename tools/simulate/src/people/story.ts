export type Channel = 'instagram' | 'messenger' | 'whatsapp';

export type MatchType = 'click_token' | 'text_code' | 'ad_referral';

/** What happens to one kind of person, and what the right answer about them is. */
export interface Story {
  readonly name: string;
  /** How common it is, against the weights of the others. */
  readonly weight: number;
  readonly channels: readonly Channel[];
  /** Who truly sent them: the partner whose link is the person's own, the ad, or nobody. */
  readonly sentBy: 'partner' | 'ad' | 'nobody';
  readonly scenes: readonly Scene[];
  /** Who tells us of what they do; one of these is drawn. */
  readonly told: readonly Told[];
  readonly outcome: Outcome;
}

export type Scene = Tapping | Acting;

/** Taps a link. `rival` is another partner's. */
export interface Tapping {
  readonly does: 'taps';
  readonly link: 'own' | 'rival';
}

/** Writes, taps a button that counts as writing, or opens an existing thread without writing. */
export interface Acting {
  readonly does: 'writes' | 'taps-button' | 'opens-thread';
  readonly by: Arrival;
  /** What becomes of a WhatsApp draft before it is sent. */
  readonly edit?: DraftEdit;
  /** The platform's time is so long ago. */
  readonly minutesAgo?: number;
  /** In place of the story's. */
  readonly told?: readonly Told[];
}

/** What the person arrives by. On WhatsApp a tap is in the draft, elsewhere in the platform's referral. */
export type Arrival = 'nothing' | 'latest-tap' | 'first-tap' | 'ad' | 'unknown-ref';

export type DraftEdit = 'rewritten' | 'click-deleted' | 'code-damaged' | 'code-deleted';

/** Whether the platform itself and the vendor tell of it, and whether they hand on the referral. */
export interface Told {
  readonly platform?: Copy;
  readonly vendor?: Copy;
}

export type Copy = 'whole' | 'plain';

export type Outcome =
  | { readonly status: 'credited'; readonly matchType: MatchType }
  | { readonly status: 'organic' }
  | { readonly status: 'unattributed'; readonly reason: string }
  | { readonly status: 'never-wrote' };
