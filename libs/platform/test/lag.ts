import type { EventTransport, NamedConsumer } from '../src/outbox/index.js';

/** Whether a consumer has taken everything. A broker that cannot tell yet (of a topic just made) is asked again. */
export const hasTakenAll = async (
  transport: Pick<EventTransport, 'lagOf'>,
  consumer: NamedConsumer,
): Promise<boolean> => (await transport.lagOf(consumer).catch(() => undefined)) === 0;
