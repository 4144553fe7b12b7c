import type { AttributionSettings } from '../settings/attribution-settings.js';
import { everyEntry, winnerTakesAll, type Model } from './model.js';
import { byMatchType, byPrecedence, type Order } from './precedence.js';

/** The latest entry; precedence settles only what entered at the same moment (adr/0031). */
export const lastTouch: Model = {
  name: 'last_touch',
  reason: 'whoever was last to send the person closed the sale',
  subject: 'conversion',
  considers: everyEntry,
  weigh: (speakers, settings) => winnerTakesAll(speakers, latestFirst(settings)),
};

export const latestFirst = (settings: AttributionSettings): Order => {
  const inPrecedence = byPrecedence(settings);
  return (one, other) =>
    other.entry.enteredAt - one.entry.enteredAt || inPrecedence(one, other) || byMatchType(one, other);
};
