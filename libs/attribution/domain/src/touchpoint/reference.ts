import type { ClickId, LinkId, TouchpointId } from '../ids.js';
import type { Instant } from '../time.js';

/** What a signal carries that may name a link, an ad or a coupon. The id is the same in every copy of the signal. */
export type Reference = DeliveredReference | TypedReference | CouponReference;

/** A referral as the platform delivered it. */
export interface DeliveredReference {
  readonly kind: 'delivered';
  readonly id: TouchpointId;
  readonly ref?: string;
  /** Present where `ref` is a click token of ours with a valid signature. */
  readonly token?: ClickClaims;
  readonly adId?: string;
  readonly ctwaClid?: string;
  readonly isProduct: boolean;
  /** The platform's object, verbatim. */
  readonly delivered: Readonly<Record<string, unknown>>;
}

/** A code found in what the person wrote. */
export interface TypedReference {
  readonly kind: 'typed';
  readonly id: TouchpointId;
  /** Canonical form, such as `WH-K7M4Q2C`; for a damaged code the text as found. */
  readonly code: string;
  /** Names one click of the code's link. */
  readonly clickPart?: string;
  readonly isDamaged: boolean;
}

/** A word that may be a coupon's code, in what the person wrote or given with a conversion. */
export interface CouponReference {
  readonly kind: 'coupon';
  readonly id: TouchpointId;
  /** Keyed digest of the code. Of what a person wrote nothing else is kept: most such words are no coupon's. */
  readonly fingerprint: string;
  /** The code as the tenant gave it with a conversion. */
  readonly given?: string;
}

/** What a click token says, once its signature was checked. */
export interface ClickClaims {
  readonly linkId: LinkId;
  readonly clickId: ClickId;
  readonly clickedAt: Instant;
}
