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

/** An event as it is handed to a publisher. */
export interface PublishableEvent extends OutgoingEvent {
  /** The body as it travels; made of `body` where it is not there. */
  readonly bodyText?: string;
  /** Where it is published as a dead letter: on the dead-letter topic of its topic, and for nobody else. */
  readonly deadLetter?: DeadLetter;
}

/** Which consumer could not take an event, why, and since when. */
export interface DeadLetter {
  readonly consumer: string;
  readonly cause: string;
  readonly failedAt: Date;
}

/** An event whose body is kept as text: parsed only where somebody of this process looks into it. */
export const publishable = (
  event: Omit<PublishableEvent, 'body'> & { readonly bodyText: string },
): PublishableEvent => {
  let body: OutgoingEvent['body'] | undefined;
  return {
    ...event,
    get body() {
      body ??= JSON.parse(event.bodyText) as OutgoingEvent['body'];
      return body;
    },
  };
};
