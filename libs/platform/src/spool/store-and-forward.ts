import { mayBePoison } from '../postgres/group-commit-bisect.js';
import { GroupCommit, QueueClosed, QueueFull } from '../postgres/group-commit.js';
import type { BackgroundWork } from '../process/background.js';
import type { Metrics } from '../telemetry/metrics.js';
import { CircuitBreaker } from './circuit-breaker.js';
import { Drain } from './drain.js';
import { storeMetricsIn, type StoreMetrics } from './spool-metrics.js';
import type { Spool } from './spool.js';

export interface StoreAndForwardOptions<Item> {
  /** For logs and metrics, such as `clicks`. */
  readonly name: string;
  /**
   * Stores all of them in one transaction, or none. An item that is stored already, by its own id, is left as it is: after
   * an outcome that is unknown it comes once more.
   */
  readonly store: (items: readonly Item[]) => Promise<void>;
  readonly spool: Spool;
  /** What of an item goes to disk. Nothing secret in clear. */
  readonly encode: (item: Item) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => Item;
  /** Whose an item is, for counting what waits; a workspace's id. */
  readonly ownerOf?: (item: Item) => string;
  /** An item's size, where items are large enough for the sum to matter. */
  readonly bytesOf?: (item: Item) => number;
  /** Longest wait for the commit. */
  readonly answerWithinMs?: number;
  /** Most items in one transaction. */
  readonly rowsMax?: number;
  readonly metrics: Metrics;
  readonly report: StoreReport;
}

/** Hears when PostgreSQL goes away and comes back, and of what is kept aside. */
export interface StoreReport {
  (news: { readonly message: string; readonly error?: unknown; readonly count?: number }): void;
}

/** Where an item is safe. */
export type Kept = 'stored' | 'spooled';

export const answerWithinMsDefault = 1_000;

interface Entry<Item> {
  readonly item: Item;
  isSpooled: boolean;
}

/**
 * Keeps items: in PostgreSQL where it answers within a bound, else in the spool, from where they are stored as soon as
 * it does. While it is away nobody waits for it.
 */
export class StoreAndForward<Item> implements BackgroundWork {
  readonly name: string;
  private readonly commits: GroupCommit<Entry<Item>>;
  private readonly breaker = new CircuitBreaker();
  private readonly drain: Drain<Item>;
  private readonly metrics: StoreMetrics;
  private readonly atWork = new Set<Promise<Kept>>();
  private stopping: Promise<void> | undefined;

  constructor(private readonly options: StoreAndForwardOptions<Item>) {
    const { name, spool, store, decode, bytesOf, rowsMax } = options;
    this.name = name;
    this.metrics = storeMetricsIn(options.metrics, name);
    this.commits = new GroupCommit({
      write: (entries) => this.storeWanted(entries),
      onCommitted: (items) => this.metrics.observeCommit(items),
      ...(rowsMax === undefined ? {} : { rowsMax }),
      ...(bytesOf === undefined ? {} : { bytesOf: ({ item }: Entry<Item>) => bytesOf(item) }),
    });
    this.drain = new Drain({
      spool,
      store,
      decode,
      onStored: (items) => this.stored(items),
      onFileDrained: () => this.showSpool(),
      onSetAside: (file, error) => this.setAside(file, error),
      report: (error) => this.options.report({ message: 'the spool is not drained yet', error, count: this.spooled }),
    });
    this.showSpool();
  }

  /** How many items wait in the spool. */
  get spooled(): number {
    return this.options.spool.waiting;
  }

  /** How many of them are this owner's. */
  spooledOf(owner: string): number {
    return this.options.spool.waitingOf(owner);
  }

  /**
   * Resolves once the item is safe. Rejects with the item's own error where PostgreSQL cannot take it, and with
   * `SpoolFull`, `SpoolUnwritable` or `QueueClosed` where nothing was promised.
   */
  async keep(item: Item): Promise<Kept> {
    const keeping = this.keepSomewhere(item);
    this.atWork.add(keeping);
    try {
      const kept = await keeping;
      this.metrics.countKept(kept);
      return kept;
    } catch (error) {
      this.metrics.countKept('refused');
      throw error;
    } finally {
      this.atWork.delete(keeping);
    }
  }

  /** Starts to drain, also what an earlier process left. */
  start(): void {
    this.drain.start();
  }

  /** Takes nothing more, brings what is under way to safety, and leaves the rest of the spool to the next process. */
  stop(): Promise<void> {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  private async stopAll(): Promise<void> {
    await this.commits.close();
    await Promise.allSettled(this.atWork);
    await this.drain.stop();
    await this.options.spool.close();
  }

  private async keepSomewhere(item: Item): Promise<Kept> {
    if (this.stopping !== undefined) throw new QueueClosed();
    const mayTry = !this.breaker.isOpen || (this.spooled === 0 && this.breaker.takeTrial());
    const entry = { item, isSpooled: false };
    if (mayTry && (await this.commitInTime(entry))) return 'stored';
    entry.isSpooled = true;
    await this.toSpool(item);
    return 'spooled';
  }

  /** Whether the item was committed within the bound. False leaves it open: the outcome may be unknown. */
  private commitInTime(entry: Entry<Item>): Promise<boolean> {
    const { answerWithinMs = answerWithinMsDefault } = this.options;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.trip(undefined);
        resolve(false);
      }, answerWithinMs);
      this.commits.add(entry).then(
        () => {
          clearTimeout(late);
          this.closeBreaker();
          resolve(true);
        },
        (error: unknown) => {
          clearTimeout(late);
          if (mayBePoison(error)) return reject(error instanceof Error ? error : new Error(String(error)));
          if (!(error instanceof QueueFull)) this.trip(error);
          resolve(false);
        },
      );
    });
  }

  /** What has gone to the spool meanwhile comes from there. */
  private async storeWanted(entries: readonly Entry<Item>[]): Promise<void> {
    const wanted = entries.filter(({ isSpooled }) => !isSpooled).map(({ item }) => item);
    if (wanted.length > 0) await this.options.store(wanted);
  }

  private async toSpool(item: Item): Promise<void> {
    const { spool, encode, ownerOf } = this.options;
    await spool.append(encode(item), ownerOf?.(item));
    this.showSpool();
    this.drain.wake();
  }

  private trip(error: unknown): void {
    if (!this.breaker.isOpen) {
      const message = 'PostgreSQL does not answer: what comes is kept in the spool';
      this.options.report(error === undefined ? { message } : { message, error });
    }
    this.breaker.trip();
    this.metrics.showBreaker(true);
  }

  private closeBreaker(): void {
    if (!this.breaker.isOpen) return;
    this.breaker.close();
    this.metrics.showBreaker(false);
    this.options.report({ message: 'PostgreSQL answers again', count: this.spooled });
  }

  private stored(items: number): void {
    this.metrics.countDrained(items);
    this.closeBreaker();
  }

  private setAside(file: string, error: unknown): void {
    this.metrics.countSetAside();
    this.options.report({ message: `a spooled record cannot be stored and is kept aside: ${file}`, error });
  }

  private showSpool(): void {
    this.metrics.showWaiting(this.options.spool.waiting, this.options.spool.bytes);
  }
}
