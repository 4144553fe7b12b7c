import type { Admin } from 'kafkajs';

/** The brokers do not answer, or not yet: what was asked is not known now. */
export class BrokersAway extends Error {
  /** A passing fault, as the operating system would put it. */
  readonly code = 'EHOSTDOWN';

  constructor(cause: unknown) {
    super('the Kafka brokers do not answer', { cause });
    this.name = 'BrokersAway';
  }
}

interface PartitionEnds {
  readonly partition: number;
  readonly low: string;
  readonly high: string;
}

type LagAdmin = Pick<Admin, 'fetchOffsets' | 'fetchTopicOffsets'>;

/** How far consumer groups are behind the ends of their topics. */
export class ConsumerLag {
  private readonly asked = new Map<string, Promise<readonly PartitionEnds[]>>();

  constructor(private readonly admin: LagAdmin) {}

  /**
   * How many records of these topics the group has not taken yet; all of them where it has never been seen. Throws
   * `BrokersAway`.
   */
  async of(groupId: string, topics: readonly string[]): Promise<number> {
    try {
      const [ends, committed] = await Promise.all([
        Promise.all(topics.map(async (topic) => [topic, await this.endsOf(topic)] as const)),
        this.admin.fetchOffsets({ groupId, topics: [...topics] }),
      ]);
      const endsByTopic = new Map(ends);
      return Number(committed.reduce((lag, one) => lag + lagOn(one.partitions, endsByTopic.get(one.topic) ?? []), 0n));
    } catch (error) {
      throw new BrokersAway(error);
    }
  }

  /** Everybody who asks before the question is sent shares the answer; nobody is given one to an earlier question. */
  private endsOf(topic: string): Promise<readonly PartitionEnds[]> {
    const known = this.asked.get(topic);
    if (known !== undefined) return known;
    const answer = Promise.resolve().then(() => {
      this.asked.delete(topic);
      return this.admin.fetchTopicOffsets(topic);
    });
    this.asked.set(topic, answer);
    return answer;
  }
}

const lagOn = (
  committed: readonly { readonly partition: number; readonly offset: string }[],
  ends: readonly PartitionEnds[],
): bigint => {
  const takenUpTo = new Map(committed.map(({ partition, offset }) => [partition, BigInt(offset)]));
  return ends.reduce((lag, { partition, high, low }) => {
    // Nothing was taken yet (-1), or what was next has been deleted since.
    const from = max(takenUpTo.get(partition) ?? 0n, BigInt(low));
    return lag + max(BigInt(high) - from, 0n);
  }, 0n);
};

const max = (one: bigint, other: bigint): bigint => (one > other ? one : other);
