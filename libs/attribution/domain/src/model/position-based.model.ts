import { everyEntry, type Model } from './model.js';

/** 40 % to the first, 40 % to the last, 20 % among those between; where nobody is between, the ends share all of it. */
export const positionBased: Model = {
  name: 'position_based',
  reason: 'who introduced the person and who closed the sale did most of the work',
  subject: 'conversion',
  considers: everyEntry,
  weigh: (speakers) => {
    const between = speakers.length - 2;
    if (between < 1) return speakers.map(() => 1);
    // 40 : 20 : 40 with the 20 in `between` equal parts, multiplied out so that no part is a fraction.
    return speakers.map((_, position) => (position === 0 || position === speakers.length - 1 ? 2 * between : 1));
  },
};
