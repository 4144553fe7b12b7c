import { instantOf } from '@whence/platform/json';
import type { PlatformTime } from '@whence/signals';

/** WhatsApp cuts its times to whole seconds: a message can seem older than the click that led to it. */
export const wholeSeconds = (timestamp: unknown): PlatformTime | undefined => {
  const instant = instantOf(timestamp);
  return instant === undefined ? undefined : { at: instant.at, precisionMs: 1000, clock: 'platform' };
};
