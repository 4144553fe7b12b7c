import { minute } from '../time.js';

/** A click this long before the first message, or longer, led to something else. */
export const inferenceGapMs = 10 * minute;
/** How much speaks for nobody at all, where the nearest thinkable click weighs 1: people do write of themselves. */
export const nobodysWeight = 0.25;
/** What an unknown device or language takes from a click's weight, and what a different one does. */
export const unknownTraitWeight = 0.9;
export const otherDeviceWeight = 0.3;
export const otherLanguageWeight = 0.5;
/** Below this likelihood nobody is named. */
export const likelihoodMin = 0.6;
/** The likeliest link must be this many times as likely as the next one, or nobody is named. */
export const leadMin = 2;
