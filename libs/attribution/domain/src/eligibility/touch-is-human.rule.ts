import { allowed, refused, type EligibilityRule } from './verdict.js';

export const touchIsHuman: EligibilityRule = {
  name: 'touch-is-human',
  judge: ({ touch }) => (touch.click?.visitor === 'robot' ? refused('clicked-by-a-robot') : allowed),
};
