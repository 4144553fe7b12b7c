import { freePort } from '@whence/embedded-postgres';

import { Api } from './api.js';
import { databaseUrlIn, freshHome, newOwnerKey, removeHome } from './home.js';
import { Standalone } from './standalone.js';
import type { System } from './the-system.js';

/** A system of a journey's own, which it may stop, kill and start again: always on the same data and the same address. */
export class OwnSystem implements System {
  readonly home = freshHome();
  readonly api: Api;
  private running: Standalone | undefined;

  private constructor(
    private readonly port: number,
    private readonly ownerKey: string,
    private readonly variables: Readonly<Record<string, string>>,
  ) {
    this.api = new Api(this.url, ownerKey);
  }

  /** With further environment variables, the same at each start. */
  static async started(variables: Readonly<Record<string, string>> = {}): Promise<OwnSystem> {
    const system = new OwnSystem(await freePort(), newOwnerKey(), variables);
    await system.start();
    return system;
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

  /** Answers how long it took until it served, in milliseconds. */
  async start(): Promise<number> {
    this.running = await Standalone.start({
      home: this.home,
      ownerKey: this.ownerKey,
      port: this.port,
      variables: this.variables,
    });
    return this.running.readyAfterMs;
  }

  /** Answers the exit code. */
  async stop(signal?: 'SIGINT' | 'SIGTERM'): Promise<number | null> {
    return (await this.running?.stop(signal)) ?? null;
  }

  async kill(target: 'process' | 'process group'): Promise<void> {
    await this.running?.kill(target);
  }

  /** Leaves nothing behind: a PostgreSQL that outlived its killed launcher is taken over, and stopped with it. */
  async remove(): Promise<void> {
    if (this.running?.isRunning !== true) await this.start();
    await this.stop();
    removeHome(this.home);
  }
}
