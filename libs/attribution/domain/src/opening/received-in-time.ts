import type { PlatformTime } from '@whence/signals';

import type { AttributionSettings } from '../settings/attribution-settings.js';
import { byClock } from '../signal/merge-copies.js';
import { byOccurrence, heardAt, isInboundMessage, type SignalCopy } from '../signal/signal-copy.js';
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
  for (const together of byHearing(copies)) {
    const opening = earliestOf(messages);
    if (opening !== undefined && together.heardAt >= finalAtOf(opening, settings)) break;
    inTime.push(...together.copies);
    for (const copy of together.copies.filter(isInboundMessage)) {
      messages.set(copy.key, toldBy(copy, messages.get(copy.key)));
    }
  }
  return inTime;
};

/** What came before a known moment of finality. */
export const receivedBefore = (copies: readonly SignalCopy[], finalAt: Instant): readonly SignalCopy[] =>
  copies.filter((copy) => heardAt(copy) < finalAt);

/** What the copies received so far say of one message's time. */
interface ToldMessage {
  readonly occurredAt: PlatformTime;
  readonly firstReceivedAt: Instant;
}

const toldBy = ({ occurredAt, receivedAt }: SignalCopy, told: ToldMessage | undefined): ToldMessage =>
  told === undefined
    ? { occurredAt, firstReceivedAt: receivedAt }
    : {
        occurredAt: [told.occurredAt, occurredAt].sort(byClock)[0] ?? occurredAt,
        firstReceivedAt: Math.min(told.firstReceivedAt, receivedAt),
      };

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

/** What was heard in the same millisecond is heard together: no order among it can be told. */
const byHearing = (
  copies: readonly SignalCopy[],
): readonly { readonly heardAt: Instant; readonly copies: readonly SignalCopy[] }[] => {
  const groups: { readonly heardAt: Instant; readonly copies: SignalCopy[] }[] = [];
  for (const copy of [...copies].sort((one, other) => heardAt(one) - heardAt(other))) {
    const last = groups.at(-1);
    if (last?.heardAt === heardAt(copy)) last.copies.push(copy);
    else groups.push({ heardAt: heardAt(copy), copies: [copy] });
  }
  return groups;
};
