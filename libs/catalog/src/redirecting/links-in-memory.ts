import type { NotificationListenerOptions } from '@whence/platform/postgres';

import { keyPattern } from '../links/link-codes.js';
import { LinkChanges } from './link-changes.js';
import { LinkLookUps, LinksUnavailable } from './link-look-ups.js';
import { LinkMemory } from './link-memory.js';
import type { RedirectLink } from './redirect-link.js';
import type { RedirectLinks } from './redirect-links.js';

/** What is told of changes comes in here. */
export type LinkHearing = Pick<NotificationListenerOptions, 'onNotification' | 'onListening' | 'onFailure'>;

export interface LinksInMemoryOptions {
  readonly links: RedirectLinks;
  /** Listens on `linkChannel`. */
  readonly listen: (hearing: LinkHearing) => { start(): void; stop(): Promise<void> };
  /** UTC ms. */
  readonly now: () => number;
  /** What keeps the memory from being kept up; told of once until it works again. */
  readonly report: (failure: { readonly reason: string; readonly error: unknown }) => void;
  /** Everything is read again after so long, whatever was told of changes. */
  readonly refreshMs?: number;
}

const refreshMsDefault = 60_000;
/** Links of one query: reading them must not hold up those who tap meanwhile. */
const pageLinksMax = 500;
const retryMs = 1_000;
/** Everything is read once where the listening begins by then, or else twice. */
const listenFirstMs = 1_000;

/**
 * Every link in memory, so that people are sent on while PostgreSQL is away. A change is heard of at once; everything is
 * read again after the listening was interrupted, and periodically for what was told unheard (behind a pooler in
 * transaction mode nothing is heard at all). Reads follow one another: what was read later is never undone by what was read
 * before.
 */
export class LinksInMemory {
  readonly name = 'links';
  private readonly memory = new LinkMemory();
  private readonly changes = new LinkChanges();
  private readonly lookUps: LinkLookUps;
  private readonly listener: ReturnType<LinksInMemoryOptions['listen']>;
  private readonly hasFailed = { reading: false, listening: false };
  private running: Promise<void> | undefined;
  private isStopping = false;
  private wereLoaded = false;
  private wake = (): void => undefined;

  constructor(private readonly options: LinksInMemoryOptions) {
    this.lookUps = new LinkLookUps(options.links, options.now);
    this.listener = options.listen({
      onNotification: (payload) => {
        this.changes.add(payload);
        this.wake();
      },
      onListening: () => {
        this.hasFailed.listening = false;
        this.changes.addEverything();
        this.wake();
      },
      onFailure: (error) => this.tellOnce('listening', error),
    });
  }

  /** Whether all links were read once. */
  get areLoaded(): boolean {
    return this.wereLoaded;
  }

  get size(): number {
    return this.memory.size;
  }

  /** The link of that key as it is known here. One that was made or changed a moment ago has to be looked up. */
  known(key: string): RedirectLink | undefined {
    const link = this.memory.get(key);
    return link === undefined || this.changes.concern(link) ? undefined : link;
  }

  /**
   * The link of a key that is not known here, in whatever state it is; undefined where there is none. Rejects with
   * `LinksUnavailable` where that cannot be told.
   */
  async lookUp(key: string): Promise<RedirectLink | undefined> {
    if (!keyPattern.test(key)) return undefined;
    if (this.running === undefined) throw new LinksUnavailable('Links have not been read from the database yet');
    try {
      const found = await this.lookUps.find(key);
      if (found !== undefined && this.memory.get(key) === undefined) this.memory.put(found);
      // What came into memory meanwhile may be newer.
      return this.known(key) ?? found;
    } catch (error) {
      const changing = this.memory.get(key);
      if (changing === undefined) throw error;
      return changing;
    }
  }

  start(): void {
    this.running ??= this.run();
    this.listener.start();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    this.wake();
    await Promise.all([this.running, this.listener.stop()]);
  }

  private async run(): Promise<void> {
    await this.untilWoken(listenFirstMs);
    let refreshAt = this.options.now();
    while (!this.isStopping) {
      try {
        if (this.options.now() >= refreshAt) this.changes.addEverything();
        if (this.changes.takeEverything()) {
          await this.readEverything();
          refreshAt = this.options.now() + (this.options.refreshMs ?? refreshMsDefault);
        } else await this.readChanged();
        this.hasFailed.reading = false;
        if (this.changes.isEmpty) await this.untilWoken(refreshAt - this.options.now());
      } catch (error) {
        this.changes.addEverything();
        this.tellOnce('reading', error);
        await this.untilWoken(retryMs);
      }
    }
  }

  private async readEverything(): Promise<void> {
    const { links } = this.options;
    this.memory.beginRound();
    for await (const page of this.pages((after) => links.after(after, pageLinksMax))) {
      for (const link of page) this.memory.put(link);
      await this.readChanged();
    }
    if (this.isStopping) return;
    this.memory.endRound();
    this.wereLoaded = true;
  }

  private async readChanged(): Promise<void> {
    const { links } = this.options;
    await this.changes.readBy(async ({ keys, accountIds }) => {
      const found = keys.size === 0 ? [] : await links.named([...keys]);
      for (const key of keys) this.memory.forget(key);
      for (const link of found) this.memory.put(link);
      for (const accountId of accountIds) {
        for await (const page of this.pages((after) => links.ofAccountAfter(accountId, after, pageLinksMax))) {
          for (const link of page) this.memory.put(link);
        }
      }
    });
  }

  private async *pages(
    read: (after: string) => Promise<readonly RedirectLink[]>,
  ): AsyncGenerator<readonly RedirectLink[]> {
    let after: string | undefined = '';
    while (after !== undefined && !this.isStopping) {
      const page: readonly RedirectLink[] = await read(after);
      yield page;
      after = page.length < pageLinksMax ? undefined : page.at(-1)?.key;
    }
  }

  private async untilWoken(ms: number): Promise<void> {
    if (this.isStopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, ms));
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private tellOnce(what: 'reading' | 'listening', error: unknown): void {
    if (!this.hasFailed[what]) this.options.report({ reason: `${what} fails`, error });
    this.hasFailed[what] = true;
  }
}
