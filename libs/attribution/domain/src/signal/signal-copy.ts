import type { Channel, PlatformTime, Provider, SignalKind } from '@whence/signals';

import { compareTexts } from '../compare-texts.js';
import type { ChannelAccountId, ConnectionId, ConversationId } from '../ids.js';
import type { Instant } from '../time.js';
import type { Reference } from '../touchpoint/reference.js';

/**
 * One provider's account of one signal: the same message may be told by Zernio and by Meta, twice, in any order.
 * `key` is the same for all copies of a signal.
 */
export interface SignalCopy {
  readonly key: string;
  readonly kind: SignalKind;
  readonly channel: Channel;
  readonly channelAccountId: ChannelAccountId;
  readonly conversationId: ConversationId;
  readonly provider: Provider;
  readonly connectionId: ConnectionId;
  readonly occurredAt: PlatformTime;
  readonly receivedAt: Instant;
  /** When it became this contact's, where it had been told of another who turned out to be the same person. */
  readonly joinedAt?: Instant;
  /** Messages only: whether the platform showed us the content. */
  readonly isReadable: boolean;
  readonly isForwarded: boolean;
  /** Keyed digest of what the person wrote; the text itself is no evidence, and is not kept with it. */
  readonly textDigest?: string;
  /** What the text is written in, such as `pt`, as far as it can be told: for guesses alone. */
  readonly language?: string;
  readonly references: readonly Reference[];
}

/** A signal: what all its copies say together. */
export interface Signal {
  readonly key: string;
  readonly kind: SignalKind;
  readonly channel: Channel;
  readonly channelAccountId: ChannelAccountId;
  readonly conversationId: ConversationId;
  readonly occurredAt: PlatformTime;
  readonly firstReceivedAt: Instant;
  readonly seenBy: readonly ConnectionId[];
  readonly isReadable: boolean;
  readonly isForwarded: boolean;
  readonly references: readonly Reference[];
}

export const isInboundMessage = (signal: Pick<Signal, 'kind'>): boolean => signal.kind === 'message-received';

/** Earliest first; equal times in key order, so that everybody sorts alike. */
export const byOccurrence = (
  one: Pick<Signal, 'key' | 'occurredAt'>,
  other: Pick<Signal, 'key' | 'occurredAt'>,
): number => one.occurredAt.at - other.occurredAt.at || compareTexts(one.key, other.key);

/** The first of them in that order. */
export const earliestOf = (signals: readonly Signal[]): Signal | undefined => {
  let [earliest] = signals;
  for (const signal of signals) if (earliest !== undefined && byOccurrence(signal, earliest) < 0) earliest = signal;
  return earliest;
};

/** From when on a copy is evidence about its contact. */
export const heardAt = ({ receivedAt, joinedAt = receivedAt }: Pick<SignalCopy, 'receivedAt' | 'joinedAt'>): Instant =>
  Math.max(receivedAt, joinedAt);
