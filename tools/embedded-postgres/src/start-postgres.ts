import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

import { admitApplication, databaseName, ensureDatabase } from './application-database.js';
import { ownerUrl } from './connection.js';
import { initializeData } from './initialize.js';
import { bringUp, type LaunchSettings } from './launch.js';
import { AlreadyRunning, takeLauncherLock } from './launcher-lock.js';
import { killPostmaster, stopPostmaster } from './postmaster.js';
import { prepareSite, type Site } from './site.js';

export interface PostgresOptions {
  /** Holds the data, the passwords and the remembered port; created where missing. */
  readonly directory: string;
  /** Has to be this port; without it a free one between 20000 and 29999 is drawn once and kept. */
  readonly port?: number;
  /** `false` trades safety for speed: for databases that tests throw away. Default `true`. */
  readonly isDurable?: boolean;
  /** How long a launcher that still looks after the directory is given to leave. Default 15 seconds. */
  readonly handoverTimeoutMs?: number;
  /** Hears what the person who starts it should know. */
  readonly say?: (message: string) => void;
}

/** A server that this process looks after: while it runs, a server that dies is started again on the same port. */
export interface EmbeddedPostgres {
  readonly port: number;
  /** Whether this start found no data and made an empty database. */
  readonly isNew: boolean;
  /** For migrations only: the owner, who may do everything. */
  readonly ownerUrl: string;
  /** Makes the application's login (the migrations must have run) and answers its URL. */
  admitApplication(): Promise<string>;
  /** Stops the server with a checkpoint. Call it after everything that uses the server has stopped. */
  stop(): Promise<void>;
  /** Ends the server at once and returns, for a process that has no time left. Nothing committed is lost. */
  stopNow(): void;
}

interface ServerSettings extends LaunchSettings {
  readonly handoverTimeoutMs: number;
}

const handoverTimeoutMsDefault = 15_000;
const retryPauseMs = 500;
const attemptsMax = 5;
const reopenPauseMs = 2_000;

/**
 * Starts the PostgreSQL that npm installed, in a process of its own that survives this one. A server left behind by a
 * killed launcher is taken over. Throws `AlreadyRunning` while another living process looks after the directory.
 */
export const startPostgres = async (options: PostgresOptions): Promise<EmbeddedPostgres> => {
  const say = options.say ?? (() => undefined);
  const site = prepareSite(options.directory, say);
  const isNew = initializeData(site);
  const settings: ServerSettings = {
    port: options.port,
    isDurable: options.isDurable ?? true,
    handoverTimeoutMs: options.handoverTimeoutMs ?? handoverTimeoutMsDefault,
  };
  const server = new LookedAfterServer(site, { ...settings, isNew }, say);
  await server.open();
  return server;
};

class LookedAfterServer implements EmbeddedPostgres {
  port = 0;
  private isStopping = false;
  private lock: pg.Client | undefined;
  private reopening: Promise<void> = Promise.resolve();

  constructor(
    private readonly site: Site,
    private readonly settings: ServerSettings & { readonly isNew: boolean },
    private readonly say: (message: string) => void,
  ) {}

  get isNew(): boolean {
    return this.settings.isNew;
  }

  get ownerUrl(): string {
    return ownerUrl(this.site, this.port, databaseName);
  }

  async open(): Promise<void> {
    for (let attempt = 1; this.lock === undefined; attempt += 1) {
      try {
        await this.bringUpAndLock(this.settings);
      } catch (error) {
        // The server that was found may be one that its own launcher is just stopping.
        if (error instanceof AlreadyRunning || attempt === attemptsMax) throw error;
        await sleep(retryPauseMs);
      }
    }
    await ensureDatabase(this.site, this.port);
  }

  admitApplication(): Promise<string> {
    return admitApplication(this.site, this.port);
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.reopening;
    await this.lock?.end().catch(() => undefined);
    await stopPostmaster(this.site);
  }

  stopNow(): void {
    this.isStopping = true;
    killPostmaster(this.site);
  }

  private async bringUpAndLock(settings: ServerSettings): Promise<void> {
    this.port = await bringUp(this.site, settings);
    const url = ownerUrl(this.site, this.port, 'postgres');
    this.lock = await takeLauncherLock(url, this.site.directory, settings.handoverTimeoutMs);
    this.lock.once('end', this.onConnectionEnd);
  }

  /** The lock's connection ends when the server crashes or is killed. */
  private readonly onConnectionEnd = (): void => {
    if (this.isStopping) return;
    this.say('PostgreSQL went away: starting it again');
    this.reopening = this.reopen();
  };

  private async reopen(): Promise<void> {
    while (!this.isStopping) {
      try {
        await this.bringUpAndLock({ ...this.settings, port: this.port });
        return;
      } catch (error) {
        this.say(`PostgreSQL cannot be started again yet: ${error instanceof Error ? error.message : String(error)}`);
        await sleep(reopenPauseMs);
      }
    }
  }
}
