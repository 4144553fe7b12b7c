import { writeApartFromPoison } from './group-commit-bisect.js';

export interface GroupCommitOptions<Item> {
  /** Stores all of them in one transaction, or none. */
  readonly write: (items: readonly Item[]) => Promise<void>;
  /** Most items in one transaction. */
  readonly rowsMax?: number;
  /** Most items that wait for the transactions before theirs. */
  readonly waitingMax?: number;
  /** An item's size, where items are large enough for the sum to matter. */
  readonly bytesOf?: (item: Item) => number;
  /** Most bytes in one transaction; a larger item goes alone. */
  readonly bytesMax?: number;
  /** Most bytes that wait. */
  readonly waitingBytesMax?: number;
  /** Hears how many items were stored together. */
  readonly onCommitted?: (items: number) => void;
}

/** More waits already than may wait. Nothing was stored, and nothing is wrong with the item. */
export class QueueFull extends Error {
  /** A passing fault, as the operating system would put it. */
  readonly code = 'EAGAIN';

  constructor() {
    super('too much is waiting to be stored');
    this.name = 'QueueFull';
  }
}

/** The process is stopping: it takes nothing any more. */
export class QueueClosed extends Error {
  readonly code = 'ESHUTDOWN';

  constructor() {
    super('nothing more is stored: the process is stopping');
    this.name = 'QueueClosed';
  }
}

const rowsMaxDefault = 500;
const waitingMaxDefault = 10_000;
const bytesMaxDefault = 8_000_000;
const waitingBytesMaxDefault = 64_000_000;

interface Waiting<Item> {
  readonly item: Item;
  readonly bytes: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Stores items that come together in one transaction. It never waits for more: a transaction begins as soon as the one
 * before has returned, and holds what came meanwhile, in the order it came. An item that cannot be stored takes nobody
 * with it.
 */
export class GroupCommit<Item> {
  private readonly queue: Waiting<Item>[] = [];
  private queuedBytes = 0;
  private inFlight = 0;
  private flushing: Promise<void> | undefined;
  private isClosed = false;

  constructor(private readonly options: GroupCommitOptions<Item>) {}

  /** How many items are not stored yet. */
  get waiting(): number {
    return this.queue.length + this.inFlight;
  }

  /**
   * Resolves once the item is committed. Rejects with its own error where it failed when written alone, with the fault of
   * the moment where the outcome is unknown, and with `QueueFull` or `QueueClosed` where it was not taken at all.
   */
  add(item: Item): Promise<void> {
    if (this.isClosed) return Promise.reject(new QueueClosed());
    const bytes = this.options.bytesOf?.(item) ?? 0;
    if (this.isFullFor(bytes)) return Promise.reject(new QueueFull());
    return new Promise((resolve, reject) => {
      this.queue.push({ item, bytes, resolve, reject });
      this.queuedBytes += bytes;
      this.flushing ??= this.flushAll();
    });
  }

  /** Stores what waits and takes no more. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.flushing;
  }

  private isFullFor(bytes: number): boolean {
    const { waitingMax = waitingMaxDefault, waitingBytesMax = waitingBytesMaxDefault } = this.options;
    if (this.queue.length >= waitingMax) return true;
    return this.queue.length > 0 && this.queuedBytes + bytes > waitingBytesMax;
  }

  private async flushAll(): Promise<void> {
    while (this.queue.length > 0) await this.flush(this.takeBatch());
    this.flushing = undefined;
  }

  private takeBatch(): readonly Waiting<Item>[] {
    const { rowsMax = rowsMaxDefault, bytesMax = bytesMaxDefault } = this.options;
    let bytes = 0;
    let length = 0;
    for (const one of this.queue) {
      bytes += one.bytes;
      if (length === rowsMax || (length > 0 && bytes > bytesMax)) break;
      length += 1;
    }
    const batch = this.queue.splice(0, length);
    for (const one of batch) this.queuedBytes -= one.bytes;
    return batch;
  }

  private async flush(batch: readonly Waiting<Item>[]): Promise<void> {
    this.inFlight = batch.length;
    const { written, poison, interrupted } = await writeApartFromPoison(batch, (part) =>
      this.options.write(part.map(({ item }) => item)),
    );
    this.inFlight = 0;
    if (written.length > 0) this.options.onCommitted?.(written.length);
    for (const one of written) one.resolve();
    for (const { item, error } of poison) item.reject(error);
    for (const one of interrupted?.items ?? []) one.reject(interrupted?.error);
  }
}
