import type { AttributionSettings } from '../settings/attribution-settings.js';
import type { JudgedTouchpoint } from '../eligibility/judge-entries.js';
import { everyEntry, winnerTakesAll, type Model } from './model.js';
import { byMatchType, byPrecedence } from './precedence.js';

/** The latest entry; precedence settles only what entered at the same moment (adr/0031). */
export const lastTouch: Model = {
  name: 'last_touch',
  reason: 'whoever was last to send the person closed the sale',
  subject: 'conversion',
  considers: everyEntry,
  weigh: (speakers, settings) => winnerTakesAll(speakers, latestFirst(settings)),
};

export const latestFirst =
  (settings: AttributionSettings) =>
  (one: JudgedTouchpoint, other: JudgedTouchpoint): number =>
    other.entry.enteredAt - one.entry.enteredAt || byPrecedence(settings)(one, other) || byMatchType(one, other);
