import { day, hour, minute, second } from '../time.js';

/** Touches of one link that are further apart are two arrivals. */
export const entryGapMs = 30 * minute;
/** Past this age a click token speaks only as the ref code of its link. */
export const clickTokenMs = 24 * hour;
/** How far a platform's clock may run behind ours before a click counts as made after the entering. */
export const clockSkewMs = 120 * second;
/** A vendor stamps an event when it builds it: that much later than the message it belongs to, at most. */
export const vendorDelayMs = 10 * second;
/** Typed codes count for the opening within this many readable messages. */
export const openingMessagesMax = 3;
/** Late evidence is heard at least this long after the opening was first received. */
export const finalizationAfterReceiptMs = 24 * hour;
/** The tenant's clock and the platform's differ by this much at most. */
export const conversionClockSkewMs = 300 * second;
/** A conversion waits this long for its contact, and for him to write. */
export const parkedMs = 30 * day;
/** Under `time_decay` an entry weighs half as much as one that came this much later. */
export const creditHalfLifeMs = 7 * day;
/** The window where no program sets one. */
export const windowDaysDefault = 30;

export const daysMs = (days: number): number => days * day;
