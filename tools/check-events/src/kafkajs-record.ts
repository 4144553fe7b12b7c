import type { KafkaRecord } from './kafka-record.js';

/** What kafkajs hands to `eachMessage`, as far as it is needed here. */
export interface KafkajsMessage {
  readonly topic: string;
  readonly partition: number;
  readonly message: {
    readonly offset: string;
    readonly key: Buffer | null;
    readonly value: Buffer | null;
    readonly headers?: Readonly<Record<string, HeaderValue | readonly HeaderValue[] | undefined>>;
  };
}

type HeaderValue = Buffer | string;

/** A record that was read with kafkajs. */
export const fromKafkajs = ({ topic, partition, message }: KafkajsMessage): KafkaRecord => ({
  topic,
  partition,
  offset: message.offset,
  key: message.key,
  value: message.value,
  headers: Object.entries(message.headers ?? {}).flatMap(([name, values]) =>
    [values ?? []].flat().map((value) => [name, Buffer.from(value as Buffer)] as const),
  ),
});
