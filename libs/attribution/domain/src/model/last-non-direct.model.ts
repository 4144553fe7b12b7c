import { latestFirst } from './last-touch.model.js';
import { winnerTakesAll, type Model } from './model.js';

/** The latest entry that came by a link or an ad; who remembered a code and typed it was sent by something earlier. */
export const lastNonDirect: Model = {
  name: 'last_non_direct',
  reason: 'a person who comes back without a link or an ad was won by the last one that had',
  subject: 'conversion',
  considers: ({ touch }) => touch.link !== undefined || touch.ad !== undefined,
  weigh: (speakers, settings) => winnerTakesAll(speakers, latestFirst(settings)),
};
