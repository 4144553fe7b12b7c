import { earnerOf } from '../touchpoint/touchpoint.js';
import { allowed, refused, type EligibilityRule } from './verdict.js';

export const codeIsUnambiguous: EligibilityRule = {
  name: 'code-is-unambiguous',
  judge: ({ touch, typedCodeCount }) =>
    touch.reference.kind !== 'delivered' && earnerOf(touch) !== undefined && typedCodeCount > 1
      ? refused('ambiguous')
      : allowed,
};
