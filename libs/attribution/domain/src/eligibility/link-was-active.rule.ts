import { cutTo } from '../time.js';
import { touchedAt } from '../touchpoint/touchpoint.js';
import { allowed, refused, type EligibilityRule } from './verdict.js';

export const linkWasActive: EligibilityRule = {
  name: 'link-was-active',
  judge: ({ touch }) => {
    const { link } = touch;
    const at = touchedAt(touch);
    if (link === undefined) return allowed;
    if (link.disabledAt !== undefined && link.disabledAt <= at) return refused('link-disabled');
    if (link.expiresAt !== undefined && link.expiresAt <= at) return refused('link-expired');
    // A touch stamped in whole seconds may seem to precede a link made within that second.
    return cutTo(touch.precisionMs, link.activeFrom) > at ? refused('link-not-yet-active') : allowed;
  },
};
