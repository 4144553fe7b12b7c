import { setTimeout as sleep } from 'node:timers/promises';

import type { Schemas } from './schemas.js';

/** Work a process does beside answering requests: a worker, a drain, a periodic refresh. */
export interface BackgroundWork {
  readonly name: string;
  start(): void | Promise<void>;
  /** Resolves once what was at hand is finished or handed back. */
  stop(): Promise<void>;
}

const pollMs = 500;

/** The background work of one process. It waits for the schemas: old tables must not be met by new code. */
export class Background {
  private readonly works: BackgroundWork[] = [];
  private readonly stopping = new AbortController();
  private starting: Promise<void> | undefined;
  private isStarted = false;

  constructor(private readonly schemas: Pick<Schemas, 'areCurrent'>) {}

  /** Call it in `onModuleInit`. */
  add(work: BackgroundWork): void {
    this.works.push(work);
  }

  /** Starts everything in the order it was added, as soon as every schema is current. */
  start(): void {
    this.starting ??= this.startWhenCurrent();
  }

  /** Stops everything that was started, what was added last first. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.starting;
    if (!this.isStarted) return;
    for (const work of this.works.toReversed()) await work.stop();
  }

  private async startWhenCurrent(): Promise<void> {
    const { signal } = this.stopping;
    while (!(await this.schemas.areCurrent())) {
      await sleep(pollMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
    }
    this.isStarted = true;
    for (const work of this.works) await work.start();
  }
}
