import type { RedirectLink } from './redirect-link.js';
import type { RedirectLinks } from './redirect-links.js';

/** Keys of one query. */
const batchKeysMax = 500;
const waitingKeysMax = 5_000;
const missesMax = 10_000;
/** A key that nobody has is not asked for again before. */
const missMs = 1_000;
/** A look-up that has not come back by then is not waited for. */
const lookUpMs = 2_000;
/** After a look-up that failed, none is tried before. */
const restMs = 500;

/** Whether there is such a link cannot be told now: the database does not answer, or too much is asked of it. */
export class LinksUnavailable extends Error {
  constructor(why: string, options?: ErrorOptions) {
    super(why, options);
    this.name = 'LinksUnavailable';
  }
}

interface Waiting {
  readonly answer: Promise<RedirectLink | undefined>;
  readonly found: (link: RedirectLink | undefined) => void;
  readonly failed: (error: LinksUnavailable) => void;
}

/**
 * Looks for links that are not in memory. One query at a time takes all keys that were asked for meanwhile, and keys
 * that nobody has are remembered for a moment: a thousand strangers are not a thousand queries.
 */
export class LinkLookUps {
  private waiting = new Map<string, Waiting>();
  private readonly misses = new Map<string, number>();
  private isAsking = false;
  private restsUntil = 0;

  constructor(
    private readonly links: Pick<RedirectLinks, 'named'>,
    /** UTC ms. */
    private readonly now: () => number,
  ) {}

  /** The link of that key; undefined where there is none. Rejects with `LinksUnavailable` where that cannot be told. */
  async find(key: string): Promise<RedirectLink | undefined> {
    const now = this.now();
    if ((this.misses.get(key) ?? 0) > now) return undefined;
    if (this.restsUntil > now) throw new LinksUnavailable('Links cannot be looked up right now');
    // Only with those still to be sent: a query under way may have begun before the link was made.
    const same = this.waiting.get(key);
    if (same !== undefined) return same.answer;
    if (this.waiting.size >= waitingKeysMax) throw new LinksUnavailable('Too many unknown links are asked for');
    const waiting = toBeAnswered();
    this.waiting.set(key, waiting);
    if (!this.isAsking) void this.ask();
    return waiting.answer;
  }

  private async ask(): Promise<void> {
    this.isAsking = true;
    while (this.waiting.size > 0) await this.askFor(this.takeBatch());
    this.isAsking = false;
  }

  private takeBatch(): ReadonlyMap<string, Waiting> {
    if (this.waiting.size <= batchKeysMax) {
      const all = this.waiting;
      this.waiting = new Map();
      return all;
    }
    const batch = new Map([...this.waiting].slice(0, batchKeysMax));
    for (const key of batch.keys()) this.waiting.delete(key);
    return batch;
  }

  private async askFor(batch: ReadonlyMap<string, Waiting>): Promise<void> {
    const tooLate = setTimeout(() => {
      // While that query still runs, nobody else is made to wait for it.
      this.giveUp(batch, { until: Infinity, error: new LinksUnavailable('The database does not answer') });
    }, lookUpMs);
    try {
      const links = await this.links.named([...batch.keys()]);
      this.restsUntil = 0;
      this.answer(batch, links);
    } catch (cause) {
      const error = new LinksUnavailable('Links cannot be looked up right now', { cause });
      this.giveUp(batch, { until: this.now() + restMs, error });
    } finally {
      clearTimeout(tooLate);
    }
  }

  private answer(batch: ReadonlyMap<string, Waiting>, links: readonly RedirectLink[]): void {
    const byKey = new Map(links.map((link) => [link.key, link]));
    for (const [key, { found }] of batch) {
      const link = byKey.get(key);
      if (link === undefined) this.rememberMiss(key);
      found(link);
    }
  }

  private giveUp(
    batch: ReadonlyMap<string, Waiting>,
    { until, error }: { readonly until: number; readonly error: LinksUnavailable },
  ): void {
    this.restsUntil = until;
    for (const { failed } of batch.values()) failed(error);
    for (const { failed } of this.waiting.values()) failed(error);
    this.waiting.clear();
  }

  private rememberMiss(key: string): void {
    if (this.misses.size >= missesMax) this.misses.clear();
    this.misses.set(key, this.now() + missMs);
  }
}

const toBeAnswered = (): Waiting => {
  let found: Waiting['found'] = () => undefined;
  let failed: Waiting['failed'] = () => undefined;
  const answer = new Promise<RedirectLink | undefined>((resolve, reject) => {
    found = resolve;
    failed = reject;
  });
  return { answer, found, failed };
};
