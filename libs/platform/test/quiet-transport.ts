import { KafkaTransport, type KafkaReport } from '../src/kafka/index.js';
import { amountsCatalogue } from './amounts.js';

/** A transport for the types `whence.amount.*` that tells nobody what happens on the way. */
export const quietTransport = (
  { brokers, prefix }: { readonly brokers: readonly string[]; readonly prefix: string },
  report: Partial<KafkaReport> = {},
): KafkaTransport =>
  new KafkaTransport({
    brokers,
    topicPrefix: prefix,
    catalogue: amountsCatalogue,
    report: {
      failed: () => undefined,
      crashed: () => undefined,
      notStarted: () => undefined,
      unreadable: () => undefined,
      ...report,
    },
    giveUp: (consumer) => {
      throw new Error(`${consumer} makes no progress`);
    },
  });
