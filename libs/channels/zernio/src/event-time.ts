import { instantOf } from '@whence/platform/json';
import type { Channel, PlatformTime } from '@whence/signals';
import type { EventPayload, ZernioMessagePayload } from './payload.dto.js';

/** `sentAt` is the platform's time, which WhatsApp cuts to whole seconds; without it the event's own must do. */
export const messageTime =
  (event: EventPayload, message: ZernioMessagePayload) =>
  (channel: Channel): PlatformTime | undefined => {
    const sent = instantOf(message.sentAt);
    if (sent === undefined) return vendorTime(event.timestamp);
    return { at: sent.at, precisionMs: channel === 'whatsapp' ? 1000 : sent.precisionMs, clock: 'platform' };
  };

/** When Zernio built the event: unchanged by its retries, but later than what happened. */
export const vendorTime = (timestamp: unknown): PlatformTime | undefined => {
  const built = instantOf(timestamp);
  return built === undefined ? undefined : { ...built, clock: 'vendor' };
};
