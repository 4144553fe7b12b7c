/** A value that survives JSON unchanged. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };

/**
 * One event on its way out: CloudEvents 1.0 attributes beside a JSON body. `id` is drawn with the state change and stays
 * the same however often the event is published.
 */
export interface OutgoingEvent {
  /** `evt_` and a ULID. */
  readonly id: string;
  /** Such as `whence.link.changed.v1`. */
  readonly type: string;
  /** Kafka topic without prefix, such as `whence.catalog.v1`. */
  readonly topic: string;
  /** Events of one key keep their order. */
  readonly key: string;
  /** Such as `/whence/attribution`. */
  readonly source: string;
  readonly workspaceId: string;
  readonly occurredAt: Date;
  readonly body: { readonly [name: string]: Json | undefined };
}
