const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Whoever writes after a tap does so within half an hour, or comes back to it so late that nobody waits for him. */
export const clickJudgedAfterMs = 30 * minuteMs;
/** Evidence of an opening comes with it or before; a code is typed within the grace that settings have unless changed. */
export const afterOpeningMs = 15 * minuteMs;

/** A small account may have a quiet day. */
export const silentAfterMs = dayMs;
/** A quiet day on which so many people tapped its links is no quiet day. */
export const silentClicksMin = 10;
/** Providers of one account tell of the same messages within minutes; a day leaves room for what only one of them tells. */
export const connectionSilentAfterMs = dayMs;
/** A connection that has been silent for longer was given up on purpose. */
export const connectionRetiredAfterMs = 30 * dayMs;

/** Where links work, at least one tap in twenty ends in a message; of fewer taps, none is no wonder. */
export const clicksToJudgeMin = 20;
export const clicksLedShareMin = 0.05;
/** That so many people in a row came of themselves while links were being tapped is no chance any more. */
export const conversationsToJudgeMin = 5;

/** A couple or a family may share what one of them tapped; so many people got it from a post. */
export const reusedByMin = 10;

/** One or two slips are the people's; what one in ten gets wrong is the draft's, or an app's that rewrites it. */
export const damagedMin = 3;
export const damagedShareMin = 0.1;
/** Somebody who tries two codes is one person; a third one was told to. */
export const ambiguousMin = 3;
/** Stickers and one-time media are withheld now and then; every fifth opening is not. */
export const unreadableMin = 3;
export const unreadableShareMin = 0.2;

/** A comparison is made at least daily; after three days nobody makes it. */
export const comparedLatelyMs = 3 * dayMs;
