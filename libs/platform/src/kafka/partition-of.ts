const seed = 0x9747b28c;
const multiplier = 0x5bd1e995;
const shift = 24;
const wordBytes = 4;

/** Murmur2 as Kafka's Java client computes it: 32 bits, signed. */
const murmur2 = (bytes: Uint8Array): number => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wordsEnd = bytes.length - (bytes.length % wordBytes);
  let hash = seed ^ bytes.length;
  for (let at = 0; at < wordsEnd; at += wordBytes) {
    let word = Math.imul(view.getInt32(at, true), multiplier);
    word = Math.imul(word ^ (word >>> shift), multiplier);
    hash = Math.imul(hash, multiplier) ^ word;
  }
  if (wordsEnd < bytes.length) {
    for (let at = bytes.length - 1; at >= wordsEnd; at -= 1) hash ^= view.getUint8(at) << (8 * (at - wordsEnd));
    hash = Math.imul(hash, multiplier);
  }
  hash = Math.imul(hash ^ (hash >>> 13), multiplier);
  return hash ^ (hash >>> 15);
};

/**
 * The partition of a key, as every client with Java's default partitioner chooses it. Chosen here and not by kafkajs, so
 * that the publisher knows which partitions a batch touches and misses those an answer leaves out.
 */
export const partitionOf = (key: string | Buffer, partitions: number): number =>
  (murmur2(typeof key === 'string' ? Buffer.from(key) : key) & 0x7fffffff) % partitions;
