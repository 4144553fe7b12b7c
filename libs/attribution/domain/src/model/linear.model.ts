import { everyEntry, type Model } from './model.js';

export const linear: Model = {
  name: 'linear',
  reason: 'everybody who sent the person has an equal part in the sale',
  subject: 'conversion',
  considers: everyEntry,
  weigh: (speakers) => speakers.map(() => 1),
};
