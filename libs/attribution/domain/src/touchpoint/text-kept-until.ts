import { termsAt } from '../catalogue/catalogue-facts.js';
import { daysMs } from '../settings/limits.js';
import type { Instant } from '../time.js';
import { earnerOf, type Touchpoint } from './touchpoint.js';

/**
 * Until when the text of a message is kept that carries these touchpoints: not at all, unless a program that one of them
 * names said so when it was written; where several did, as long as the one that said longest. The days count from when the
 * message was received, so that no clock but our own decides how long a person's words are kept.
 */
export const textKeptUntil = (touches: readonly Touchpoint[]): Instant | undefined => {
  const until = touches.flatMap((touch) => {
    const days = termsAt(earnerOf(touch)?.terms ?? [], touch.enteredAt)?.keepMessageTextDays;
    return days === undefined ? [] : [touch.receivedAt + daysMs(days)];
  });
  return until.length === 0 ? undefined : Math.max(...until);
};
