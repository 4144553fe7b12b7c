import { setTimeout as sleep } from 'node:timers/promises';

import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';

import type { OutgoingEvent } from '../outbox/event.js';
import { consumedTogetherMax, type EventConsumer } from '../outbox/publisher.js';
import { readRecord } from './read-record.js';
import type { TopicNames } from './topic-names.js';

/** How long the partitions of a process that died are nobody's. */
const sessionMs = 8_000;
const heartbeatMs = 2_000;
/** How long a rebalance waits for a member that is busy. */
const rebalanceMs = 15_000;
/** How long an empty fetch waits at the broker, and with it everybody who wants to stop. */
const fetchWaitMs = 250;
const backOffMs = 1_000;
const leaveWithinMs = 5_000;

/** A record that no consumer can read, as it came. */
export interface UnreadableRecord {
  readonly topic: string;
  readonly partition: number;
  readonly message: KafkaMessage;
  readonly consumer: string;
  readonly cause: string;
}

export interface ConsumerGroupParts {
  readonly kafka: Kafka;
  readonly names: TopicNames;
  readonly consumer: EventConsumer;
  /** Without prefix. */
  readonly topics: readonly string[];
  /** Resolves once the records are durably on their dead-letter topics. */
  readonly publishUnreadable: (records: readonly UnreadableRecord[]) => Promise<void>;
  readonly report: ConsumerGroupReport;
}

export interface ConsumerGroupReport {
  /** Something is tried again. */
  failed(failure: { readonly consumer: string; readonly error: unknown }): void;
  /** kafkajs's consumer has ended with an error; it starts again by itself, or is made anew. */
  crashed(crash: { readonly consumer: string; readonly restartsItself: boolean; readonly error: unknown }): void;
}

/**
 * One consumer's membership in its group. Offsets are committed after the consumer has committed; what is at fault only
 * for the moment is tried again for as long as it takes, and nothing is skipped.
 */
export class ConsumerGroup {
  private readonly stopping = new AbortController();
  private readonly types: ReadonlySet<string>;
  private running: Promise<void> | undefined;
  private lastSignMs = performance.now();

  constructor(private readonly parts: ConsumerGroupParts) {
    this.types = new Set(parts.consumer.types);
  }

  get name(): string {
    return this.parts.consumer.name;
  }

  start(): void {
    this.noteProgress();
    this.running ??= this.run();
  }

  /** Finishes the records at hand and leaves the group, so that others take the partitions over at once. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Since when it has neither fetched nor worked. */
  get idleMs(): number {
    return performance.now() - this.lastSignMs;
  }

  noteProgress(): void {
    this.lastSignMs = performance.now();
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.runUntilCrash().catch((error: unknown) => this.parts.report.failed({ consumer: this.name, error }));
      await sleep(backOffMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async runUntilCrash(): Promise<void> {
    const { kafka, names, topics } = this.parts;
    const consumer = kafka.consumer({
      groupId: names.group(this.name),
      sessionTimeout: sessionMs,
      heartbeatInterval: heartbeatMs,
      rebalanceTimeout: rebalanceMs,
      maxWaitTimeInMs: fetchWaitMs,
      allowAutoTopicCreation: false,
    });
    const ended = this.follow(consumer);
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: topics.map((topic) => names.topic(topic)), fromBeginning: true });
      await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: (batch) => this.take(batch) });
      await ended;
    } finally {
      // A broker that is away is not waited for: the session runs out.
      await Promise.race([consumer.disconnect(), sleep(leaveWithinMs, undefined, { ref: false })]);
    }
  }

  /** Resolves once this process stops, or kafkajs gives the consumer up. */
  private follow(consumer: Consumer): Promise<void> {
    const { FETCH, END_BATCH_PROCESS, CRASH } = consumer.events;
    consumer.on(FETCH, () => this.noteProgress());
    consumer.on(END_BATCH_PROCESS, () => this.noteProgress());
    return new Promise((resolve) => {
      this.stopping.signal.addEventListener('abort', () => resolve(), { once: true });
      if (this.stopping.signal.aborted) resolve();
      consumer.on(CRASH, ({ payload: { error, restart: restartsItself } }) => {
        this.parts.report.crashed({ consumer: this.name, restartsItself, error });
        if (!restartsItself) resolve();
      });
    });
  }

  private async take(payload: EachBatchPayload): Promise<void> {
    const { messages } = payload.batch;
    for (let from = 0; from < messages.length; from += consumedTogetherMax) {
      const together = messages.slice(from, from + consumedTogetherMax);
      const last = together.at(-1);
      if (last === undefined || !(await this.takeTogether(payload, together))) return;
      payload.resolveOffset(last.offset);
      await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets());
      await payload.heartbeat();
    }
  }

  /** Answers whether the records were taken; they were not where the consumer has to stop before. */
  private async takeTogether(payload: EachBatchPayload, messages: readonly KafkaMessage[]): Promise<boolean> {
    const { events, unreadable } = this.read(payload, messages);
    const work = async (): Promise<void> => {
      if (unreadable.length > 0) await this.parts.publishUnreadable(unreadable);
      if (events.length > 0) await this.parts.consumer.consume(events);
    };
    while (payload.isRunning() && !payload.isStale() && !this.stopping.signal.aborted) {
      this.noteProgress();
      try {
        await staying(payload, work);
        return true;
      } catch (error) {
        if (error instanceof MembershipLost) throw error.cause;
        this.parts.report.failed({ consumer: this.name, error });
        await staying(payload, () =>
          sleep(backOffMs, undefined, { signal: this.stopping.signal }).catch(() => undefined),
        );
      }
    }
    return false;
  }

  private read(
    { batch: { topic, partition } }: EachBatchPayload,
    messages: readonly KafkaMessage[],
  ): { events: readonly OutgoingEvent[]; unreadable: readonly UnreadableRecord[] } {
    const events: OutgoingEvent[] = [];
    const unreadable: UnreadableRecord[] = [];
    const name = this.parts.names.nameOf(topic);
    for (const message of messages) {
      const read = readRecord(message, { topic: name, types: this.types });
      if (read.kind === 'event') events.push(read.event);
      if (read.kind === 'unreadable') {
        unreadable.push({ topic: name, partition, message, consumer: this.name, cause: read.cause });
      }
    }
    return { events, unreadable };
  }
}

/** The group has gone on without this member: its partitions may be another's by now. */
class MembershipLost extends Error {
  constructor(cause: unknown) {
    super('the group has gone on without this member', { cause });
    this.name = 'MembershipLost';
  }
}

/** Stays a member of the group while the work takes its time. Throws `MembershipLost` where that was in vain. */
const staying = async (payload: EachBatchPayload, work: () => Promise<void>): Promise<void> => {
  let lost: MembershipLost | undefined;
  const beat = setInterval(() => {
    payload.heartbeat().catch((error: unknown) => {
      lost ??= new MembershipLost(error);
    });
  }, heartbeatMs / 2);
  try {
    await work();
  } finally {
    clearInterval(beat);
  }
  if (lost !== undefined) throw lost;
};
