import type { Instant } from '@whence/attribution-domain';

const msPerDay = 86_400_000;
const baseDay = Date.UTC(2026, 10, 2);

/** A time of day on the test's day: `time('10:00:05.300')`; `daysAgo` moves it back. */
export const time = (ofDay: string, daysAgo = 0): Instant => {
  const [hours = '0', minutes = '0', seconds = '0'] = ofDay.split(':');
  return baseDay - daysAgo * msPerDay + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
};
