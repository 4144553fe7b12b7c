import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { eventCatalogue, eventTypes } from '@whence/contracts-events';
import { freePort, startPostgres, type EmbeddedPostgres } from '@whence/embedded-postgres';
import { allMigrations } from '@whence/migrate';
import { loadConfig, PlatformConfig } from '@whence/platform/config';
import { serve, type Served } from '@whence/platform/http';
import { EventTransport, type OutgoingEvent } from '@whence/platform/outbox';
import { migrate } from '@whence/platform/postgres';
import { Clock } from '@whence/platform/process';
import { appModules } from '@whence/standalone/app-modules';

import { Api } from './api.js';
import { databaseUrlIn, freshHome, newOwnerKey, removeHome } from './home.js';
import type { System } from './the-system.js';

const dayMs = 86_400_000;
/** The clock is looked at every two seconds of the machine's time. */
const patienceMs = 30_000;
const pollMs = 100;

/** Runs as the machine's clock does, and can be moved forward. */
class MovableClock extends Clock {
  private aheadMs = 0;

  now(): number {
    return Date.now() + this.aheadMs;
  }

  move(byMs: number): void {
    this.aheadMs += byMs;
  }
}

/**
 * Standalone's apps in the process of the test itself, on a PostgreSQL of their own: the only way to give them another
 * clock. No variable can, so nobody who runs Whence does by accident.
 */
export class ClockedSystem implements System {
  readonly api: Api;
  /** What was published, in order. */
  readonly published: OutgoingEvent[] = [];
  private readonly clock = new MovableClock();
  private server: EmbeddedPostgres | undefined;
  private served: Served | undefined;

  private constructor(
    private readonly home: string,
    private readonly port: number,
    private readonly ownerKey: string,
  ) {
    this.api = new Api(this.url, ownerKey);
  }

  static async started(): Promise<ClockedSystem> {
    const system = new ClockedSystem(freshHome(), await freePort(), newOwnerKey());
    try {
      await system.start();
      return system;
    } catch (error) {
      await system.remove();
      throw error;
    }
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  get databaseUrls(): readonly [string] {
    return [databaseUrlIn(this.home)];
  }

  get processUrls(): readonly string[] {
    return [this.url];
  }

  now(): number {
    return this.clock.now();
  }

  daysPass(days: number): void {
    this.clock.move(days * dayMs);
  }

  /** Waits for what happens by the clock alone, and stands in no backlog before. */
  async until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = performance.now() + patienceMs;
    while (!(await isSo())) {
      if (performance.now() > deadline) throw new Error('what should happen by the clock does not');
      await sleep(pollMs);
    }
  }

  async remove(): Promise<void> {
    await this.served?.close();
    await this.server?.stop();
    removeHome(this.home);
  }

  private async start(): Promise<void> {
    this.server = await startPostgres({ directory: join(this.home, 'postgres'), isDurable: false });
    await migrate(this.server.ownerUrl, allMigrations);
    const config = loadConfig(PlatformConfig, {
      PORT: this.port.toString(),
      DATABASE_URL: await this.server.admitApplication(),
      WHENCE_MASTER_KEY: newOwnerKey(),
      WHENCE_BOOTSTRAP_API_KEY: this.ownerKey,
      WHENCE_SPOOL_DIR: join(this.home, 'spool'),
      WHENCE_SHORT_URL: `${this.url}/r`,
    });
    config.shortPathPrefix = '/r';
    const modules = [...appModules, this.listener()];
    const logStream = { write: () => undefined };
    this.served = await serve(modules, config, { catalogue: eventCatalogue, clock: this.clock, logStream });
  }

  /** Hears of everything that is published, as any consumer does. */
  private listener() {
    class PublishedEvents {
      readonly name = 'published events';
    }
    const consume = (events: readonly OutgoingEvent[]): Promise<void> => {
      this.published.push(...events);
      return Promise.resolve();
    };
    const subscribe = (transport: EventTransport) =>
      transport.subscribe({ name: 'journey', types: eventTypes, consume });
    return {
      module: PublishedEvents,
      providers: [{ provide: 'journey', inject: [EventTransport], useFactory: subscribe }],
    };
  }
}
