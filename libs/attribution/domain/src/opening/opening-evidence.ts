import { inOrder } from '../in-order.js';
import type { AttributionSettings } from '../settings/attribution-settings.js';
import { openingMessagesMax, vendorDelayMs } from '../settings/limits.js';
import { byOccurrence, earliestOf, isInboundMessage, type Signal } from '../signal/signal-copy.js';
import { cutTo, minute, type Instant } from '../time.js';
import type { Touchpoint } from '../touchpoint/touchpoint.js';
import type { Opening } from './opening.js';

/** What decides whether a touchpoint belongs to the opening. */
export interface OpeningView {
  readonly opening: Opening;
  /** Keys of the first readable messages, inside the grace period: codes typed there count for the opening. */
  readonly graceSignalKeys: ReadonlySet<string>;
  readonly businessWroteFirst: boolean;
  /** The first thing ever seen of the contact was a referral without a message: the thread is older than Whence. */
  readonly isExistingThread: boolean;
}

export const viewOpening = (
  signals: readonly Signal[],
  opening: Opening,
  settings: AttributionSettings,
): OpeningView => ({
  opening,
  graceSignalKeys: graceSignalKeys(signals, opening, settings),
  businessWroteFirst: signals.some(
    (signal) =>
      signal.kind === 'business-wrote' &&
      signal.conversationId === opening.conversationId &&
      signal.occurredAt.at < cutTo(signal.occurredAt.precisionMs, opening.openedAt),
  ),
  isExistingThread: beganWithReferral(signals, opening),
});

const graceSignalKeys = (
  signals: readonly Signal[],
  opening: Opening,
  settings: AttributionSettings,
): ReadonlySet<string> => {
  const readable = signals.filter(
    (signal) => isInboundMessage(signal) && signal.isReadable && signal.conversationId === opening.conversationId,
  );
  const first = inOrder(readable, byOccurrence).slice(0, openingMessagesMax);
  const graceEndsAt = (first[0]?.occurredAt.at ?? 0) + settings.openingGraceMinutes * minute;
  return new Set(first.filter((signal) => signal.occurredAt.at <= graceEndsAt).map((signal) => signal.key));
};

const beganWithReferral = (signals: readonly Signal[], opening: Opening): boolean => {
  const first = earliestOf(signals.filter(({ kind }) => kind !== 'identity-changed'));
  return first?.kind === 'thread-opened' && first.references.length > 0 && first.occurredAt.at < opening.openedAt;
};

/**
 * Whether a touchpoint came with or before the opening, or was typed in its grace. Each is asked for itself: that the same
 * arrival is told of again after the opening neither proves what was typed into it, nor settles a tie (see adr/0036).
 */
export const countsForOpening = (touch: Touchpoint, view: OpeningView): boolean => {
  if (touch.signalKey === view.opening.signalKey) return true;
  if (enteredBy(touch, openingMoment(view.opening))) return true;
  return (
    touch.reference.kind !== 'delivered' &&
    view.graceSignalKeys.has(touch.signalKey) &&
    !clickedAfter(touch, view.opening)
  );
};

const openingMoment = ({ openedAt, precisionMs }: Opening): Moment => ({ at: openedAt, precisionMs });

/** A time, and what its clock can tell. */
export interface Moment {
  readonly at: Instant;
  readonly precisionMs: number;
}

/** Whole seconds are compared as whole seconds; a vendor's build time may lag what it tells of. */
export const enteredBy = (touch: Touchpoint, moment: Moment): boolean => {
  const precisionMs = Math.max(touch.precisionMs, moment.precisionMs);
  const allowanceMs = touch.clock === 'vendor' ? vendorDelayMs : 0;
  return cutTo(precisionMs, touch.enteredAt) <= cutTo(precisionMs, moment.at) + allowanceMs;
};

const clickedAfter = (touch: Touchpoint, opening: Opening): boolean =>
  touch.clickedAt !== undefined &&
  cutTo(opening.precisionMs, touch.clickedAt) > cutTo(opening.precisionMs, opening.openedAt);
