import { countsForOpening } from '../opening/opening-evidence.js';
import { allowed, refused, type EligibilityRule } from './verdict.js';

/** What comes after the opening never changes what the opening was: organic is protected. */
export const enteredByTheOpening: EligibilityRule = {
  name: 'entered-by-the-opening',
  judge: ({ touch, subject }) =>
    countsForOpening(touch, subject.view) ? allowed : refused('entered-after-the-opening'),
};
