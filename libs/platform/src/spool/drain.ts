import { setTimeout as sleep } from 'node:timers/promises';

import { writeApartFromPoison } from '../postgres/group-commit-bisect.js';
import type { OldestFile, Spool } from './spool.js';

export interface DrainParts<Item> {
  readonly spool: Pick<Spool, 'oldest' | 'remove' | 'setAside'>;
  readonly decode: (bytes: Uint8Array) => Item;
  readonly store: (items: readonly Item[]) => Promise<void>;
  /** Told whenever some were stored: there is an answer again. */
  readonly onStored: (items: number) => void;
  /** Told once everything of a file is somewhere else. */
  readonly onFileDrained: () => void;
  readonly onSetAside: (name: string, error: unknown) => void;
  readonly report: (error: unknown) => void;
}

interface Spooled<Item> {
  readonly item: Item;
  /** Name of the file it would be kept aside in. */
  readonly asideName: string;
  readonly body: Uint8Array;
}

const rowsMax = 500;
const bytesMax = 8_000_000;
const backOffMsMin = 100;
const backOffMsMax = 2_000;

/** Takes what waits in a spool to where it belongs, in order. What can never be stored is kept aside and blocks nobody. */
export class Drain<Item> {
  private readonly stopping = new AbortController();
  private wakeUp = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly parts: DrainParts<Item>) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Says that something was spooled. */
  wake(): void {
    this.wakeUp.abort();
  }

  /** Finishes the attempt at hand; what is left stays in the spool. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.drainWhatWaits();
      } catch (error) {
        // The disk, not PostgreSQL: the file is read once more from its beginning.
        this.parts.report(error);
        await this.pause(backOffMsMax);
      }
    }
  }

  private async drainWhatWaits(): Promise<void> {
    this.wakeUp = new AbortController();
    if (this.stopping.signal.aborted) return;
    const file = await this.parts.spool.oldest();
    if (file === undefined) return untilAborted(this.wakeUp.signal);
    await this.setDamagedAside(file);
    for (const together of inBatches(await this.decodeAll(file))) {
      if (!(await this.storeAll(together))) return;
    }
    await this.parts.spool.remove(file.name);
    this.parts.onFileDrained();
  }

  /** Goes on until everything is stored or kept aside; false where it was stopped before. */
  private async storeAll(together: readonly Spooled<Item>[]): Promise<boolean> {
    let rest = together;
    for (let backOffMs = backOffMsMin; rest.length > 0; backOffMs = Math.min(backOffMsMax, backOffMs * 2)) {
      if (this.stopping.signal.aborted) return false;
      const { written, poison, interrupted } = await writeApartFromPoison(rest, (some) =>
        this.parts.store(some.map(({ item }) => item)),
      );
      if (written.length > 0) this.parts.onStored(written.length);
      for (const { item, error } of poison) await this.setAside(item.asideName, item.body, error);
      rest = interrupted?.items ?? [];
      if (interrupted === undefined) break;
      if (backOffMs === backOffMsMin) this.parts.report(interrupted.error);
      await this.pause(backOffMs);
    }
    return true;
  }

  private async decodeAll(file: OldestFile): Promise<readonly Spooled<Item>[]> {
    const all: Spooled<Item>[] = [];
    for (const [index, { body }] of file.records.entries()) {
      const asideName = `${file.name}.${index}.record`;
      try {
        all.push({ item: this.parts.decode(body), asideName, body });
      } catch (error) {
        await this.setAside(asideName, body, error);
      }
    }
    return all;
  }

  private async setDamagedAside({ name, damaged }: OldestFile): Promise<void> {
    for (const [index, bytes] of damaged.entries()) {
      await this.setAside(`${name}.${index}.damaged`, bytes, new DamagedSpoolViolation(name));
    }
  }

  private async setAside(name: string, bytes: Uint8Array, error: unknown): Promise<void> {
    await this.parts.spool.setAside(name, bytes);
    this.parts.onSetAside(name, error);
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

/** Bytes of a spool file were changed after they were written. */
export class DamagedSpoolViolation extends Error {
  constructor(name: string) {
    super(`the spool file ${name} holds bytes that are no records: they are kept in the folder "aside"`);
    this.name = 'DamagedSpoolViolation';
  }
}

const inBatches = function* <Item>(all: readonly Spooled<Item>[]): Generator<readonly Spooled<Item>[]> {
  let batch: Spooled<Item>[] = [];
  let bytes = 0;
  for (const one of all) {
    if (batch.length === rowsMax || (batch.length > 0 && bytes + one.body.length > bytesMax)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(one);
    bytes += one.body.length;
  }
  if (batch.length > 0) yield batch;
};

const untilAborted = async (signal: AbortSignal): Promise<void> => {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
};
