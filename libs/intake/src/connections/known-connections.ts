import { setTimeout as sleep } from 'node:timers/promises';

import type { BackgroundWork, Clock } from '@whence/platform/process';
import type { Provider } from '@whence/signals';

import type { OpenedConnection } from './connection.js';
import type { Connections } from './connections.js';

/** While PostgreSQL answers, a new secret is accepted, and an old one refused, at most this long after the change. */
export const connectionKnownMs = 3_000;
/** Read again before it is too old, so that nobody waits for it. */
const readAheadMs = 2_000;
/** What is known is good enough where reading it again takes longer. */
const rereadWaitMs = 250;
/** Every connection with its secrets takes about a kilobyte. */
const connectionsKnownMax = 100_000;
const pageRows = 1_000;
const newOnesEveryMs = 10_000;
const retryMs = 1_000;
const connectionId = /^con_[0-9A-HJKMNP-TV-Z]{26}$/;

export interface KnownConnectionsParts {
  readonly provider: Provider;
  readonly connections: Pick<Connections, 'openAll' | 'openPage'>;
  readonly clock: Clock;
}

interface Known {
  readonly connection: OpenedConnection;
  /** UTC milliseconds. */
  readonly readAt: number;
}

/**
 * One provider's connections as a webhook edge sees them: all in memory, and each in use read again every few seconds,
 * so that the edge can judge deliveries while PostgreSQL is away.
 */
export class KnownConnections implements BackgroundWork {
  readonly name: string;
  private readonly known = new Map<string, Known>();
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private newestId = '';
  private wanted = new Set<string>();
  private upcomingRead: Promise<void> | undefined;
  private lastRead: Promise<void> = Promise.resolve();
  private awayUntil = 0;

  constructor(private readonly parts: KnownConnectionsParts) {
    this.name = `connections of ${parts.provider}`;
  }

  /** Reads all connections, and from time to time those that are new. */
  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** `undefined` where there is none of this provider. Rejects where that cannot be known: never seen, PostgreSQL away. */
  async find(id: string): Promise<OpenedConnection | undefined> {
    const known = this.known.get(id);
    if (known !== undefined) return this.isGoodEnough(known) ? known.connection : this.findAgain(known);
    if (!connectionId.test(id)) return undefined;
    await this.read(id);
    return this.known.get(id)?.connection;
  }

  private isGoodEnough({ connection, readAt }: Known): boolean {
    const now = this.parts.clock.now();
    if (now - readAt < readAheadMs || now < this.awayUntil) return true;
    if (now - readAt >= connectionKnownMs) return false;
    void this.readAgain(connection.id);
    return true;
  }

  private async findAgain({ connection }: Known): Promise<OpenedConnection | undefined> {
    const giveUp = new AbortController();
    const wasRead = await Promise.race([
      this.readAgain(connection.id),
      sleep(rereadWaitMs, false, { signal: giveUp.signal }).catch(() => false),
    ]);
    giveUp.abort();
    if (wasRead) return this.known.get(connection.id)?.connection;
    this.awayUntil = this.parts.clock.now() + connectionKnownMs;
    return connection;
  }

  private async readAgain(id: string): Promise<boolean> {
    try {
      await this.read(id);
      return true;
    } catch {
      this.awayUntil = this.parts.clock.now() + connectionKnownMs;
      return false;
    }
  }

  /** One statement at a time reads everything that was asked for meanwhile: a stranger's guesses cost no connections. */
  private read(id: string): Promise<void> {
    this.wanted.add(id);
    this.upcomingRead ??= this.lastRead.then(() => {
      const reading = this.readWanted();
      this.lastRead = reading.catch(() => undefined);
      return reading;
    });
    return this.upcomingRead;
  }

  private async readWanted(): Promise<void> {
    const ids = [...this.wanted];
    this.wanted = new Set();
    this.upcomingRead = undefined;
    const readAt = this.parts.clock.now();
    const found = await this.parts.connections.openAll(this.parts.provider, ids);
    for (const id of ids) this.known.delete(id);
    this.remember(found, readAt);
  }

  private remember(connections: readonly OpenedConnection[], readAt: number): void {
    for (const connection of connections) {
      const [oldest] = this.known.keys();
      if (this.known.size >= connectionsKnownMax && oldest !== undefined) this.known.delete(oldest);
      this.known.set(connection.id, { connection, readAt });
    }
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const pauseMs = await this.readNewOnes().then(
        () => newOnesEveryMs,
        () => retryMs,
      );
      await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private async readNewOnes(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const readAt = this.parts.clock.now();
      const page = await this.parts.connections.openPage(this.parts.provider, this.newestId, pageRows);
      this.remember(page, readAt);
      this.newestId = page.at(-1)?.id ?? this.newestId;
      if (page.length < pageRows) return;
    }
  }
}
