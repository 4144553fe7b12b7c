import type { Channel } from '@whence/contracts-events';
import { Problem } from '@whence/platform/http';

import { isLinkableHandle } from '../redirecting/compile-target.js';

/**
 * The handle as it is kept: without the @ that apps show. An Instagram account has no other address to lead people to,
 * so its handle must be a user name; throws `invalid-request` where it is not.
 */
export const handleOn = (channel: Channel, text: string): string => {
  const handle = text.trim().replace(/^@/, '');
  const isUsable = channel === 'instagram' ? isLinkableHandle(handle) : handle !== '';
  if (isUsable) return handle;
  throw new Problem('invalid-request', {
    errors: [{ path: 'handle', reason: 'must be a user name of letters, digits, dots or underscores' }],
  });
};
