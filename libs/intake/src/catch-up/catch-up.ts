import { setTimeout as sleep } from 'node:timers/promises';

import { workerScope, type Database } from '@whence/platform/postgres';
import type { BackgroundWork } from '@whence/platform/process';

import type { Connections } from '../connections/connections.js';
import type { AccountsOfProvider, CatchUpSource } from './catch-up-source.js';
import type { CatchUps, ClaimedCatchUp } from './catch-ups.js';
import type { TakeTurn, TurnEnd } from './take-turn.js';

export interface CatchUpParts {
  readonly source: Pick<CatchUpSource, 'provider'>;
  /** Holds the schema `intake`, and what `accounts` reads. */
  readonly database: Database;
  readonly connections: Pick<Connections, 'keyedPage'>;
  readonly accounts: AccountsOfProvider;
  readonly catchUps: CatchUps;
  readonly turn: Pick<TakeTurn, 'run'>;
  /** An account that was caught up with is due again after so long. */
  readonly everyMs: number;
  readonly report: CatchUpReport;
}

/** Hears how it goes: for metrics and logs. */
export interface CatchUpReport {
  ended(claimed: ClaimedCatchUp, end: TurnEnd): void;
  failed(error: unknown): void;
}

const connectionsPerPage = 200;
/** New connections and accounts are found, and what fell due is begun, at most this long after. */
const lookEveryMs = 30_000;

/**
 * Catches up, again and again, with every account that this provider knows and that some connection may ask about. Several
 * processes share the work; where they do not, the same is stored once all the same.
 */
export class CatchUp implements BackgroundWork {
  readonly name: string;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly parts: CatchUpParts) {
    this.name = `catch-up with ${parts.source.provider}`;
  }

  start(): void {
    this.running ??= this.keepUp();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Gives everybody who is due a turn. */
  async run(): Promise<void> {
    await this.findAccounts();
    const dueBy = await this.parts.catchUps.now();
    const { signal } = this.stopping;
    // Each is pushed beyond that moment as it is taken: nobody has two turns.
    while (!signal.aborted) {
      const claimed = await this.parts.catchUps.claim(dueBy, this.parts.everyMs);
      if (claimed === undefined) return;
      await this.takeTurn(claimed);
    }
  }

  private async keepUp(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.run().catch((error: unknown) => this.parts.report.failed(error));
      await sleep(lookEveryMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** What fails for one account is tried again with it, and keeps nobody else waiting. */
  private async takeTurn(claimed: ClaimedCatchUp): Promise<void> {
    try {
      this.parts.report.ended(claimed, await this.parts.turn.run(claimed, this.stopping.signal));
    } catch (error) {
      this.parts.report.failed(error);
    }
  }

  private async findAccounts(): Promise<void> {
    const { connections, source } = this.parts;
    let afterId = '';
    for (;;) {
      const page = await connections.keyedPage(source.provider, afterId, connectionsPerPage);
      for (const connection of page) {
        const { database, accounts, catchUps } = this.parts;
        const { workspaceId } = connection;
        const known = await database.inTransaction(workerScope(workspaceId), (tx) => accounts(tx, workspaceId));
        await catchUps.know(connection, known);
      }
      afterId = page.at(-1)?.id ?? afterId;
      if (page.length < connectionsPerPage || this.stopping.signal.aborted) return;
    }
  }
}
