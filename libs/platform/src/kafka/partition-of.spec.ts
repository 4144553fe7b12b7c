import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Partitioners, type PartitionMetadata } from 'kafkajs';

import { partitionOf } from './partition-of.js';

const partitionOfKafkajs = (key: string, partitions: number): number => {
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    partitionId,
    leader: 1,
  })) as PartitionMetadata[];
  return Partitioners.DefaultPartitioner()({ topic: 'any', partitionMetadata, message: { key, value: '' } });
};

describe('the partition of a key', () => {
  it('is the one that other clients choose, so that a key keeps its place whoever publishes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 500 }), (key, partitions) => {
        expect(partitionOf(key, partitions)).toBe(partitionOfKafkajs(key, partitions));
      }),
    );
  });

  it('is the one of Java for what its own tests list', () => {
    const hashesOfJava = { '21': -973932308, foobar: -790332482, 'a-little-bit-long-string': -985981536 };
    for (const [key, hash] of Object.entries(hashesOfJava)) {
      expect(partitionOf(key, 1_000)).toBe((hash & 0x7fffffff) % 1_000);
    }
  });
});
