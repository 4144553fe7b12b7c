import type { PlatformTime } from '@whence/signals';

import type { AdFacts, ClickFacts, CouponFacts, LinkFacts } from '../catalogue/catalogue-facts.js';
import type { ChannelAccountId, ConnectionId, ConversationId, TouchpointId } from '../ids.js';
import type { Instant } from '../time.js';
import type { MatchType } from './match-type.js';
import type { Reference } from './reference.js';

/** One piece of evidence that ties a contact to a link, an ad or a code, or tries to. */
export interface Touchpoint {
  readonly id: TouchpointId;
  readonly signalKey: string;
  readonly conversationId: ConversationId;
  readonly channelAccountId: ChannelAccountId;
  readonly matchType: MatchType;
  /** When the person entered the conversation with it: the signal's time. */
  readonly enteredAt: Instant;
  readonly clock: PlatformTime['clock'];
  readonly precisionMs: number;
  readonly clickedAt?: Instant | undefined;
  readonly receivedAt: Instant;
  readonly seenBy: readonly ConnectionId[];
  readonly reference: Reference;
  readonly link?: LinkFacts | undefined;
  readonly ad?: AdFacts | undefined;
  readonly coupon?: CouponFacts | undefined;
  readonly click?: ClickFacts | undefined;
}

/** What it names, and whose partner and program it therefore speaks for. */
export const earnerOf = ({ link, ad, coupon }: Touchpoint): LinkFacts | AdFacts | CouponFacts | undefined =>
  link ?? ad ?? coupon;

/** When the person was touched: at the click where it is known, else on entering. */
export const touchedAt = (touch: Touchpoint): Instant => touch.clickedAt ?? touch.enteredAt;
