import type { Channel } from '@whence/signals';

import type { ChannelAccountId, ConversationId } from '../ids.js';
import { finalizationAfterReceiptMs } from '../settings/limits.js';
import type { AttributionSettings } from '../settings/attribution-settings.js';
import { byOccurrence, isInboundMessage, type Signal, type SignalCopy } from '../signal/signal-copy.js';
import { hour, type Instant } from '../time.js';

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
  const first = signals.filter(isInboundMessage).sort(byOccurrence)[0];
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

/**
 * The copies that came in time to be judged. Lateness is a copy's, not a signal's: Meta's copy of a message can bring
 * the ref nine days after Zernio's brought the message.
 */
export const receivedInTime = (copies: readonly SignalCopy[], settings: AttributionSettings): readonly SignalCopy[] => {
  const inTime: SignalCopy[] = [];
  let opening: Pick<Opening, 'openedAt' | 'firstReceivedAt'> | undefined;
  for (const copy of [...copies].sort((one, other) => one.receivedAt - other.receivedAt)) {
    if (opening !== undefined && copy.receivedAt >= finalAtOf(opening, settings)) continue;
    inTime.push(copy);
    opening = earlierOpening(opening, copy);
  }
  return inTime;
};

const earlierOpening = (
  known: Pick<Opening, 'openedAt' | 'firstReceivedAt'> | undefined,
  copy: SignalCopy,
): Pick<Opening, 'openedAt' | 'firstReceivedAt'> | undefined => {
  if (!isInboundMessage(copy) || (known !== undefined && known.openedAt <= copy.occurredAt.at)) return known;
  return { openedAt: copy.occurredAt.at, firstReceivedAt: copy.receivedAt };
};
