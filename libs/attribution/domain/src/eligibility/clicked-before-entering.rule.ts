import { clockSkewMs } from '../settings/limits.js';
import { allowed, refused, type EligibilityRule } from './verdict.js';

/** Clocks differ, but a click cannot follow the message it led to by more than they do. */
export const clickedBeforeEntering: EligibilityRule = {
  name: 'clicked-before-entering',
  judge: ({ touch }) =>
    touch.clickedAt !== undefined && touch.clickedAt > touch.enteredAt + clockSkewMs
      ? refused('clicked-after-entering')
      : allowed,
};
