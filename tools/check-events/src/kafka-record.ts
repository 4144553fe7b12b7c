/** A record as it lies in a topic: bytes, whoever read them. */
export interface KafkaRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** In their order; Kafka allows a name twice. */
  readonly headers: readonly (readonly [name: string, value: Buffer])[];
}
