import { setTimeout as sleep } from 'node:timers/promises';

import type { Schemas } from './schemas.js';

/** Work a process does beside answering requests: a worker, a drain, a periodic refresh. */
export interface BackgroundWork {
  readonly name: string;
  /** May wait for something that is away; `stop` then ends the waiting. */
  start(): void | Promise<void>;
  /** Resolves once what was at hand is finished or handed back. */
  stop(): Promise<void>;
}

const pollMs = 500;

/** The background work of one process. It waits for the schemas: old tables must not be met by new code. */
export class Background {
  private readonly works: BackgroundWork[] = [];
  /** Those whose start has begun. */
  private readonly begun: BackgroundWork[] = [];
  private readonly stopping = new AbortController();
  private starting: Promise<void> | undefined;
  private tellFailed: (error: Error) => void = () => undefined;

  /** Resolves with the reason why some work cannot be started: the process is of no use without it. */
  readonly failed = new Promise<Error>((resolve) => (this.tellFailed = resolve));

  constructor(private readonly schemas: Pick<Schemas, 'areCurrent'>) {}

  /** Call it in `onModuleInit`. */
  add(work: BackgroundWork): void {
    this.works.push(work);
  }

  /** Starts everything in the order it was added, as soon as every schema is current. */
  start(): void {
    this.starting ??= this.startWhenCurrent().catch((error: unknown) =>
      this.tellFailed(error instanceof Error ? error : new Error(String(error))),
    );
  }

  /** Stops everything that was started, what was added last first; what fails to stop keeps nothing else from it. */
  async stop(): Promise<void> {
    this.stopping.abort();
    const failures: unknown[] = [];
    for (const work of this.begun.toReversed()) {
      await work.stop().catch((error: unknown) => failures.push(error));
    }
    await this.starting;
    if (failures.length > 0) throw failures[0];
  }

  private async startWhenCurrent(): Promise<void> {
    const { signal } = this.stopping;
    while (!(await this.schemas.areCurrent())) {
      await sleep(pollMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
    }
    for (const work of this.works) {
      if (signal.aborted) return;
      this.begun.push(work);
      await work.start();
    }
  }
}
