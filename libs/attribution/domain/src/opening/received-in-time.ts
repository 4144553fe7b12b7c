import type { PlatformTime } from '@whence/signals';

import type { AttributionSettings } from '../settings/attribution-settings.js';
import { byClock } from '../signal/merge-copies.js';
import { byOccurrence, isInboundMessage, type SignalCopy } from '../signal/signal-copy.js';
import type { Instant } from '../time.js';
import { finalAtOf, type Opening } from './opening.js';

/**
 * The copies that came in time to be judged. Lateness is a copy's, not a signal's: Meta's copy of a message can bring
 * the ref nine days after Zernio's brought the message. The opening is looked at as the copies received until then tell
 * it together, just as the decision does, so that nothing is heard after the moment that the decision calls final.
 */
export const receivedInTime = (copies: readonly SignalCopy[], settings: AttributionSettings): readonly SignalCopy[] => {
  const inTime: SignalCopy[] = [];
  const messages = new Map<string, ToldMessage>();
  for (const together of byReceipt(copies)) {
    const opening = earliestOf(messages);
    if (opening !== undefined && together.receivedAt >= finalAtOf(opening, settings)) break;
    inTime.push(...together.copies);
    for (const copy of together.copies.filter(isInboundMessage)) {
      messages.set(copy.key, toldBy(copy, messages.get(copy.key)));
    }
  }
  return inTime;
};

/** What came before a known moment of finality. */
export const receivedBefore = (copies: readonly SignalCopy[], finalAt: Instant): readonly SignalCopy[] =>
  copies.filter(({ receivedAt }) => receivedAt < finalAt);

/** What the copies received so far say of one message's time. */
interface ToldMessage {
  readonly occurredAt: PlatformTime;
  readonly firstReceivedAt: Instant;
}

/** Copies are heard in the order of their receipt, so the first one to tell of a message says when that was received. */
const toldBy = ({ occurredAt, receivedAt }: SignalCopy, told: ToldMessage | undefined): ToldMessage =>
  told === undefined
    ? { occurredAt, firstReceivedAt: receivedAt }
    : { ...told, occurredAt: [told.occurredAt, occurredAt].sort(byClock)[0] ?? occurredAt };

const earliestOf = (
  messages: ReadonlyMap<string, ToldMessage>,
): Pick<Opening, 'openedAt' | 'firstReceivedAt'> | undefined => {
  let earliest: readonly [string, ToldMessage] | undefined;
  for (const message of messages) {
    if (earliest === undefined || isEarlier(message, earliest)) earliest = message;
  }
  return earliest && { openedAt: earliest[1].occurredAt.at, firstReceivedAt: earliest[1].firstReceivedAt };
};

const isEarlier = (one: readonly [string, ToldMessage], other: readonly [string, ToldMessage]): boolean =>
  byOccurrence({ key: one[0], ...one[1] }, { key: other[0], ...other[1] }) < 0;

/** What was received in the same millisecond is heard together: no order among it can be told. */
const byReceipt = (
  copies: readonly SignalCopy[],
): readonly { readonly receivedAt: Instant; readonly copies: readonly SignalCopy[] }[] => {
  const groups: { readonly receivedAt: Instant; readonly copies: SignalCopy[] }[] = [];
  for (const copy of [...copies].sort((one, other) => one.receivedAt - other.receivedAt)) {
    const last = groups.at(-1);
    if (last?.receivedAt === copy.receivedAt) last.copies.push(copy);
    else groups.push({ receivedAt: copy.receivedAt, copies: [copy] });
  }
  return groups;
};
