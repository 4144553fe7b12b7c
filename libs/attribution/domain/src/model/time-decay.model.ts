import { creditHalfLifeMs } from '../settings/limits.js';
import { everyEntry, type Model } from './model.js';

const weightOfLatest = 1_000_000_000;

/** Each entry weighs half as much as one that came seven days later. */
export const timeDecay: Model = {
  name: 'time_decay',
  reason: 'the nearer to the sale somebody sent the person, the more it counted',
  subject: 'conversion',
  considers: everyEntry,
  weigh: (speakers) => {
    const latest = Math.max(...speakers.map(({ entry }) => entry.enteredAt));
    // Measured back from the latest entry: how long the conversion took after it changes no proportion. Rounded, because
    // a power of two with a fraction is the one thing here that may differ in its last bit between machines.
    return speakers.map(({ entry }) =>
      Math.round(weightOfLatest * 2 ** ((entry.enteredAt - latest) / creditHalfLifeMs)),
    );
  },
};
