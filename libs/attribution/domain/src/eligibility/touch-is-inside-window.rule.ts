import { termsAt } from '../catalogue/catalogue-facts.js';
import { subjectAt } from '../opening/subject.js';
import { daysMs, windowDaysDefault } from '../settings/limits.js';
import { earnerOf, touchedAt, type Touchpoint } from '../touchpoint/touchpoint.js';
import { allowed, refused, type EligibilityRule } from './verdict.js';

/** The window of the touch's own program is half-open: a touch exactly as old as the window is outside it. */
export const touchIsInsideWindow: EligibilityRule = {
  name: 'touch-is-inside-window',
  judge: ({ touch, subject }) =>
    subjectAt(subject) - touchedAt(touch) >= daysMs(windowDaysOf(touch)) ? refused('outside-window') : allowed,
};

const windowDaysOf = (touch: Touchpoint): number => {
  const terms = earnerOf(touch)?.terms ?? [];
  return termsAt(terms, touchedAt(touch))?.windowDays ?? windowDaysDefault;
};
