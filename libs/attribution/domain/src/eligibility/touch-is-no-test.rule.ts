import { allowed, refused, type EligibilityRule } from './verdict.js';

export const touchIsNoTest: EligibilityRule = {
  name: 'touch-is-no-test',
  judge: ({ touch }) => (touch.click?.isTest === true ? refused('link-test') : allowed),
};
