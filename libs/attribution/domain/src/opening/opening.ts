import type { Channel } from '@whence/signals';

import type { ChannelAccountId, ConversationId } from '../ids.js';
import { finalizationAfterReceiptMs } from '../settings/limits.js';
import type { AttributionSettings } from '../settings/attribution-settings.js';
import { earliestOf, isInboundMessage, type Signal } from '../signal/signal-copy.js';
import { hour, type Instant } from '../time.js';
import type { ConversionTimes } from './subject.js';

/** The first inbound message of a contact's first conversation with the workspace. */
export interface Opening {
  readonly signalKey: string;
  readonly conversationId: ConversationId;
  readonly channel: Channel;
  readonly channelAccountId: ChannelAccountId;
  readonly openedAt: Instant;
  readonly precisionMs: number;
  readonly isReadable: boolean;
  readonly firstReceivedAt: Instant;
}

/** The opening among these signals; undefined while the person has not written. */
export const findOpening = (signals: readonly Signal[]): Opening | undefined => {
  const first = earliestOf(signals.filter(isInboundMessage));
  if (first === undefined) return undefined;
  return {
    signalKey: first.key,
    conversationId: first.conversationId,
    channel: first.channel,
    channelAccountId: first.channelAccountId,
    openedAt: first.occurredAt.at,
    precisionMs: first.occurredAt.precisionMs,
    isReadable: first.isReadable,
    firstReceivedAt: first.firstReceivedAt,
  };
};

/** The moment from which late evidence is recorded and no longer judged. */
export const finalAtOf = (
  opening: Pick<Opening, 'openedAt' | 'firstReceivedAt'>,
  settings: AttributionSettings,
): Instant =>
  Math.max(opening.openedAt + settings.finalizationHours * hour, opening.firstReceivedAt + finalizationAfterReceiptMs);

/** A conversion that is decided by itself is heard about as long as an opening is, and never shorter than its own opening. */
export const conversionFinalAtOf = (
  { occurredAt, firstReceivedAt }: ConversionTimes,
  opening: Pick<Opening, 'openedAt' | 'firstReceivedAt'>,
  settings: AttributionSettings,
): Instant => Math.max(finalAtOf(opening, settings), finalAtOf({ openedAt: occurredAt, firstReceivedAt }, settings));
