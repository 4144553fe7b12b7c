import { allowed, refused, type EligibilityRule } from './verdict.js';

/** A code one slip away from a valid one is damaged, and never anybody else's. */
export const codeIsIntact: EligibilityRule = {
  name: 'code-is-intact',
  judge: ({ touch }) => (touch.reference.kind === 'typed' && touch.reference.isDamaged ? refused('damaged') : allowed),
};
