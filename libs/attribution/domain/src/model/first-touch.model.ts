import type { AttributionSettings } from '../settings/attribution-settings.js';
import { everyEntry, winnerTakesAll, type Model } from './model.js';
import { byMatchType, byPrecedence, type Order } from './precedence.js';

/** By precedence, then the earliest entry. The only model that asks once: what came later never changes it. */
export const firstTouch: Model = {
  name: 'first_touch',
  reason: 'whoever brought the person earns on everything the person does',
  subject: 'contact',
  considers: everyEntry,
  weigh: (speakers, settings) => winnerTakesAll(speakers, earliestFirst(settings)),
};

const earliestFirst = (settings: AttributionSettings): Order => {
  const inPrecedence = byPrecedence(settings);
  return (one, other) =>
    inPrecedence(one, other) || one.entry.enteredAt - other.entry.enteredAt || byMatchType(one, other);
};
