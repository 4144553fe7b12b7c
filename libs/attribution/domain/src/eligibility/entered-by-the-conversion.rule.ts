import { allowed, refused, type EligibilityRule } from './verdict.js';

/** Nobody earns on a purchase by sending the buyer after it. */
export const enteredByTheConversion: EligibilityRule = {
  name: 'entered-by-the-conversion',
  judge: ({ counts }) => (counts ? allowed : refused('entered-after-the-conversion')),
};
