import { setTimeout as sleep } from 'node:timers/promises';

import type { EventTransport, OutgoingEvent } from '../src/outbox/index.js';

const backOffMs = 50;

/** Publishes as the relay does: the whole batch again until it is published. Answers how often it was repeated. */
export const publishWhole = async (
  { publisher }: Pick<EventTransport, 'publisher'>,
  events: readonly OutgoingEvent[],
): Promise<number> => {
  for (let repeats = 0; ; repeats += 1) {
    const unpublishable = await publisher.publish(events).catch(() => undefined);
    if (unpublishable?.length === 0) return repeats;
    if (unpublishable !== undefined) throw new Error('an event is unpublishable');
    await sleep(backOffMs);
  }
};
