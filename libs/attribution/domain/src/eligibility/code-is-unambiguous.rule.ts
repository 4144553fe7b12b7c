import { allowed, refused, type EligibilityRule } from './verdict.js';

export const codeIsUnambiguous: EligibilityRule = {
  name: 'code-is-unambiguous',
  judge: ({ touch, typedLinkCount }) =>
    touch.reference.kind === 'typed' && touch.link !== undefined && typedLinkCount > 1 ? refused('ambiguous') : allowed,
};
