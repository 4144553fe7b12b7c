import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

import { guardian } from '@whence/kafka-broker';

const apps = join(import.meta.dirname, '..', '..', '..', 'apps');
const readyTimeoutMs = 60_000;
const stopTimeoutMs = 45_000;
const keptCharacters = 20_000;

export type AppName =
  'zernio' | 'meta-graph' | 'whatsapp-cloud' | 'redirect' | 'attribution' | 'analytics' | 'affiliate-payouts';

/** One process that is to run: which app, and what it is told. */
export interface Instance {
  /** What it is called by; two instances of an app have two names. */
  readonly name: string;
  readonly app: AppName;
  readonly environment: Readonly<Record<string, string>>;
  /** Hears everything it prints. */
  readonly logFile: string;
}

/**
 * A built app in a process of its own, started any number of times. Only this process is ever signalled, by its own id;
 * it ends with the process that started it.
 */
export class AppProcess {
  private child: ChildProcess | undefined;
  private servedAt: string | undefined;
  private printed = '';

  constructor(private readonly instance: Instance) {}

  get name(): string {
    return this.instance.name;
  }

  get app(): AppName {
    return this.instance.app;
  }

  /** Whether requests are for it: a worker by itself has no routes. */
  get hasRoutes(): boolean {
    return this.instance.environment['INTAKE'] !== 'worker';
  }

  get isRunning(): boolean {
    return this.child?.exitCode === null && this.child.signalCode === null;
  }

  /** Where it listens now; nothing where it does not. */
  get url(): string | undefined {
    return this.isRunning ? this.servedAt : undefined;
  }

  get pid(): number {
    const pid = this.child?.pid;
    if (pid === undefined || !this.isRunning) throw new Error(`${this.name} does not run`);
    return pid;
  }

  /** The last of what it printed. */
  get lastWords(): string {
    return this.printed;
  }

  /** Resolves once it says that it is ready; rejects with what it printed where it ends before. */
  async start(changes: Readonly<Record<string, string>> = {}): Promise<void> {
    if (this.isRunning) throw new Error(`${this.name} runs already`);
    this.servedAt = undefined;
    this.printed = '';
    const child = spawn(process.execPath, [join(apps, this.app, 'dist', 'main.js')], {
      // Nothing of the environment of the tests but what finds programs: these settings are all there are.
      env: { PATH: process.env['PATH'], ...this.instance.environment, ...changes },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A terminal's Ctrl-C is for the tests; they end their processes in order.
      detached: true,
    });
    this.child = child;
    if (child.pid !== undefined) guardian.watch(child.pid);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => this.hear(chunk));
    await this.untilReady(child);
  }

  /** Asks it to stop, and answers its exit code; null where it had to be killed. */
  async stop(): Promise<number | null> {
    const { child } = this;
    if (child === undefined || !this.isRunning) return child?.exitCode ?? null;
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    await this.end(child, 'SIGTERM');
    clearTimeout(timer);
    return child.exitCode;
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    if (this.child !== undefined && this.isRunning) await this.end(this.child, 'SIGKILL');
  }

  /** Ends it cleanly where it runs, and starts it again. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** SIGSTOP: it stands still, and does not know. */
  pause(): void {
    process.kill(this.pid, 'SIGSTOP');
  }

  /** SIGCONT: it goes on as if no time had passed. */
  resume(): void {
    process.kill(this.pid, 'SIGCONT');
  }

  /** Resolves when it ends by itself, with its exit code; null for a signal. */
  async ended(): Promise<number | null> {
    if (this.child !== undefined && this.isRunning) await once(this.child, 'exit');
    return this.child?.exitCode ?? null;
  }

  private async end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
    if (child.pid !== undefined) guardian.forget(child.pid);
  }

  private hear(chunk: Buffer): void {
    this.printed = (this.printed + chunk.toString()).slice(-keptCharacters);
    appendFileSync(this.instance.logFile, chunk);
  }

  private async untilReady(child: ChildProcess): Promise<void> {
    const readyLine = new RegExp(`^whence ${this.app} ready: (\\S+)$`, 'm');
    const problem = await new Promise<string | undefined>((settle) => {
      const timer = setTimeout(() => settle(`is not ready after ${readyTimeoutMs} ms`), readyTimeoutMs);
      const answer = (said?: string): void => {
        clearTimeout(timer);
        settle(said);
      };
      child.once('exit', (code) => answer(`ended with ${code ?? 'a signal'}`));
      child.stdout?.on('data', () => {
        this.servedAt ??= readyLine.exec(this.printed)?.[1];
        if (this.servedAt !== undefined) answer();
      });
    });
    if (problem === undefined) return;
    await this.kill();
    throw new Error(`${this.name} ${problem}:\n${this.printed}`);
  }
}
