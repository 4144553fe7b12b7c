import { allowed, refused, type EligibilityRule } from './verdict.js';

/** What comes after the opening never changes what the opening was: organic is protected. */
export const enteredByTheOpening: EligibilityRule = {
  name: 'entered-by-the-opening',
  judge: ({ countsForOpening }) => (countsForOpening ? allowed : refused('entered-after-the-opening')),
};
