import type { PlatformTime } from '@whence/signals';

import { inOrder } from '../in-order.js';
import type { AttributionSettings } from '../settings/attribution-settings.js';
import { byClock } from '../signal/merge-copies.js';
import { byOccurrence, heardAt, isInboundMessage, type SignalCopy } from '../signal/signal-copy.js';
import { hour, type Instant } from '../time.js';
import { finalAtOf } from './opening.js';

/**
 * The copies that came in time to be judged. Lateness is a copy's, not a signal's: Meta's copy of a message can bring
 * the ref nine days after Zernio's brought the message. The opening is looked at as the copies received until then tell
 * it together, just as the decision does, so that nothing is heard after the moment that the decision calls final.
 */
export const receivedInTime = (copies: readonly SignalCopy[], settings: AttributionSettings): readonly SignalCopy[] => {
  if (isAllInTime(copies, settings)) return copies;
  const inTime: SignalCopy[] = [];
  const messages = new ToldMessages();
  let lastHeardAt = -Infinity;
  for (const copy of inOrder(copies, byHearing)) {
    // What was heard in the same millisecond is heard together: no order among it can be told.
    if (heardAt(copy) > lastHeardAt && heardAt(copy) >= messages.finalAt(settings)) break;
    lastHeardAt = heardAt(copy);
    inTime.push(copy);
    if (isInboundMessage(copy)) messages.add(copy);
  }
  return inTime;
};

/** Most contacts are decided while nothing can be late yet: no opening is final before the earliest message could be. */
const isAllInTime = (copies: readonly SignalCopy[], { finalizationHours }: AttributionSettings): boolean => {
  let lastHeardAt = -Infinity;
  let earliestAt = Infinity;
  for (const copy of copies) {
    lastHeardAt = Math.max(lastHeardAt, heardAt(copy));
    if (isInboundMessage(copy)) earliestAt = Math.min(earliestAt, copy.occurredAt.at);
  }
  return lastHeardAt < earliestAt + finalizationHours * hour;
};

const byHearing = (one: SignalCopy, other: SignalCopy): number => heardAt(one) - heardAt(other);

/** What came before a known moment of finality. */
export const receivedBefore = (copies: readonly SignalCopy[], finalAt: Instant): readonly SignalCopy[] =>
  copies.filter((copy) => heardAt(copy) < finalAt);

/** What the copies received so far say of one message's time. */
interface ToldMessage {
  readonly key: string;
  readonly occurredAt: PlatformTime;
  readonly firstReceivedAt: Instant;
}

/** The person's messages, as the copies received so far tell them together. */
class ToldMessages {
  private readonly messages = new Map<string, ToldMessage>();
  private earliest: ToldMessage | undefined;

  add(copy: SignalCopy): void {
    const before = this.messages.get(copy.key);
    const told = toldBy(copy, before);
    this.messages.set(copy.key, told);
    // A platform's copy can move what a vendor's had told too early: then another message may be the first.
    if (before === undefined) this.earliest = earlierOf(told, this.earliest);
    else this.earliest = [...this.messages.values()].reduce(earlierOf);
  }

  /** When the opening is final that they make; never while there is none. */
  finalAt(settings: AttributionSettings): Instant {
    if (this.earliest === undefined) return Infinity;
    const { occurredAt, firstReceivedAt } = this.earliest;
    return finalAtOf({ openedAt: occurredAt.at, firstReceivedAt }, settings);
  }
}

const toldBy = ({ key, occurredAt, receivedAt }: SignalCopy, told: ToldMessage | undefined): ToldMessage =>
  told === undefined
    ? { key, occurredAt, firstReceivedAt: receivedAt }
    : {
        key,
        occurredAt: byClock(occurredAt, told.occurredAt) < 0 ? occurredAt : told.occurredAt,
        firstReceivedAt: Math.min(told.firstReceivedAt, receivedAt),
      };

const earlierOf = (one: ToldMessage, other: ToldMessage | undefined): ToldMessage =>
  other === undefined || byOccurrence(one, other) < 0 ? one : other;
