import { describe, expect, it } from '@jest/globals';

import { isPassingFault } from '../postgres/passing-fault.js';
import { ConsumerLag } from './consumer-lag.js';

const partition = (number: number, low: number, high: number) => ({
  partition: number,
  offset: String(high),
  low: String(low),
  high: String(high),
});

const brokers = (committed: Readonly<Record<string, readonly number[]>>) => {
  const asked: string[] = [];
  const admin = {
    fetchTopicOffsets: (topic: string) => {
      asked.push(topic);
      return Promise.resolve([partition(0, 0, 10), partition(1, 4, 20)]);
    },
    fetchOffsets: ({ groupId, topics = [] }: { groupId: string; topics?: string[] }) =>
      Promise.resolve(
        topics.map((topic) => ({
          topic,
          partitions: (committed[groupId] ?? [-1, -1]).map((offset, index) => ({
            partition: index,
            offset: String(offset),
            metadata: null,
          })),
        })),
      ),
  };
  return { asked, lag: new ConsumerLag(admin) };
};

describe('how far a consumer is behind', () => {
  it('is what lies between what it has taken and the ends', async () => {
    expect(await brokers({ reports: [7, 20] }).lag.of('reports', ['clicks'])).toBe(3);
  });

  it('is everything that is still kept where nothing was ever taken', async () => {
    expect(await brokers({}).lag.of('reports', ['clicks'])).toBe(10 + 16);
  });

  it('does not count what was deleted before it was taken', async () => {
    expect(await brokers({ reports: [10, 2] }).lag.of('reports', ['clicks'])).toBe(16);
  });

  it('asks for the ends of a topic once for all who ask together, and anew for whoever asks later', async () => {
    const { asked, lag } = brokers({});
    await Promise.all([lag.of('reports', ['clicks', 'sales']), lag.of('payouts', ['sales'])]);
    expect(asked.sort()).toEqual(['clicks', 'sales']);
    await lag.of('payouts', ['sales']);
    expect(asked).toHaveLength(3);
  });

  it('is not known while the brokers are away, which passes', async () => {
    const away = (): Promise<never> => Promise.reject(new Error('not the correct coordinator'));
    const lag = new ConsumerLag({ fetchOffsets: away, fetchTopicOffsets: away });
    const error: unknown = await lag.of('reports', ['clicks']).catch((reason: unknown) => reason);
    expect(isPassingFault(error)).toBe(true);
  });
});
