import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..', '..', '..');
const hooks = pathToFileURL(join(root, 'e2e', 'faults', 'altered', 'register.mjs')).href;

/** One line of a built file for another; it has to be there exactly once. */
export interface Alteration {
  /** Below the root. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Environment of a process that is to run with these lines altered. One that is not there keeps it from starting. */
export const altered = (...alterations: readonly Alteration[]): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import=${hooks}`,
  WHENCE_ALTERATIONS: JSON.stringify(alterations.map((one) => ({ ...one, file: join(root, one.file) }))),
});

/** The lines that guard, each with what would stand there without the guard. */
export const without = {
  /** A consumer that does not remember what it took. */
  dedupe: [
    {
      file: 'libs/platform/dist/outbox/once-only-consumer.js',
      from: 'if (freshIds.delete(event.id))',
      to: 'if (true)',
    },
  ],
  /** A relay that marks whatever has become of its lease. */
  fence: [
    {
      file: 'libs/platform/dist/outbox/relay-lease.js',
      from: 'if (rows.length === 0) {',
      to: 'if (false) {',
    },
  ],
  /** A relay that publishes whoever else does. */
  lease: [
    {
      file: 'libs/platform/dist/outbox/relay.js',
      from: 'if (!(await this.lease.hold()))',
      to: 'if (false)',
    },
    {
      file: 'libs/platform/dist/outbox/relay-lease.js',
      from: 'if (this.nowMs() - this.renewedAtMs >= leaseMs)',
      to: 'if (false)',
    },
    {
      file: 'libs/platform/dist/outbox/relay.js',
      from: 'await this.lease.confirmIn(tx);',
      to: '',
    },
  ],
  /** kafkajs repeats by itself, and is believed. */
  ownRepeats: [
    {
      file: 'libs/platform/dist/kafka/record-producer.js',
      from: 'retry: { retries: 0 },',
      to: 'retry: { retries: 10 },',
    },
    {
      file: 'libs/platform/dist/kafka/record-producer.js',
      from: 'if (missing.length > 0)',
      to: 'if (false)',
    },
  ],
  /** An outbox that is read on behind the last id. */
  polling: [
    {
      file: 'libs/platform/dist/outbox/postgres-outbox.js',
      from: 'FROM ${this.schema}.outbox ORDER BY id LIMIT $1`, [limit]));',
      to: "FROM ${this.schema}.outbox WHERE id > $2 ORDER BY id LIMIT $1`, [limit, this.last ?? '0']));\n        this.last = rows.at(-1)?.id ?? this.last;",
    },
  ],
} as const satisfies Readonly<Record<string, readonly Alteration[]>>;

const turnFile = 'libs/platform/dist/outbox/relay.js';
const publishing = 'const unpublishable = await this.lease.during(';
const marking = 'await this.mark(batch, unpublishable);';

/** Where a relay is struck, by a signal it sends itself: nobody outside could hit the moment. */
export interface Strike {
  readonly queue: string;
  readonly moment: 'before publishing' | 'between publishing and marking';
  readonly signal: 'SIGSTOP' | 'SIGKILL';
  /** It happens while this file is there. */
  readonly whileThere: string;
}

/** A relay that goes as always, until the moment has come. */
export const struck = ({ queue, moment, signal, whileThere }: Strike): Alteration => {
  const from = moment === 'before publishing' ? publishing : marking;
  const isTime = `this.queue.name === '${queue}' && (await import('node:fs')).existsSync(${JSON.stringify(whileThere)})`;
  return { file: turnFile, from, to: `if (${isTime}) process.kill(process.pid, '${signal}');\n        ${from}` };
};
