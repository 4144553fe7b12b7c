import type { PublishableEvent } from '../outbox/event.js';
import { EventPublisher, type UnpublishableEvent } from '../outbox/publisher.js';
import { sizeOf, type KafkaRecord } from './kafka-record.js';
import { isTooLarge, type RecordProducer } from './record-producer.js';

/**
 * What one send may hold. A broker takes 1 MB (`message.max.bytes`) for each partition of a request, and a request whose
 * records all have one key goes to one partition.
 */
const sendBytesMax = 900_000;

interface SizedRecord {
  readonly event: PublishableEvent;
  readonly record: KafkaRecord;
}

export interface KafkaEventPublisherParts {
  readonly producer: RecordProducer;
  readonly toRecord: (event: PublishableEvent) => KafkaRecord;
  /** Resolves once there is something to publish to; rejects where the process stops before. */
  readonly topicsAreThere: Promise<void>;
}

/** Publishes events as records on their topics. */
export class KafkaEventPublisher extends EventPublisher {
  constructor(private readonly parts: KafkaEventPublisherParts) {
    super();
  }

  async publish(events: readonly PublishableEvent[]): Promise<readonly UnpublishableEvent[]> {
    const { topicsAreThere, toRecord } = this.parts;
    await topicsAreThere;
    const unpublishable: UnpublishableEvent[] = [];
    for (const chunk of inChunks(events.map((event) => ({ event, record: toRecord(event) })))) {
      unpublishable.push(...(await this.send(chunk)));
    }
    return unpublishable;
  }

  /** A batch that a broker finds too large is halved until the one that is stands alone. */
  private async send(chunk: readonly SizedRecord[]): Promise<readonly UnpublishableEvent[]> {
    try {
      await this.parts.producer.send(chunk.map(({ record }) => record));
      return [];
    } catch (error) {
      if (!isTooLarge(error)) throw error;
      const [first, ...others] = chunk;
      if (first !== undefined && others.length === 0) return [tooLarge(first)];
      const half = Math.ceil(chunk.length / 2);
      return [...(await this.send(chunk.slice(0, half))), ...(await this.send(chunk.slice(half)))];
    }
  }
}

function* inChunks(records: readonly SizedRecord[]): Generator<readonly SizedRecord[]> {
  let chunk: SizedRecord[] = [];
  let bytes = 0;
  for (const one of records) {
    const size = sizeOf(one.record);
    if (chunk.length > 0 && bytes + size > sendBytesMax) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(one);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

const tooLarge = ({ event, record }: SizedRecord): UnpublishableEvent => ({
  event,
  cause: `a broker takes no record of ${sizeOf(record)} bytes on ${record.topic}`,
});
