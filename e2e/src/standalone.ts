import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const main = join(import.meta.dirname, '..', '..', 'apps', 'standalone', 'dist', 'main.js');
const readyLine = /^whence ready: (\S+)$/m;
const readyTimeoutMs = 90_000;
const stopTimeoutMs = 60_000;

export interface StandaloneSettings {
  /** What is kept from one start to the next. */
  readonly home: string;
  /** Becomes an owner key of the workspace `default`. */
  readonly ownerKey: string;
  /** TCP port; any free one where none is given. What is restarted has to be found again, so it is given one. */
  readonly port?: number;
  /** Further environment variables, such as where the providers are. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** The built `apps/standalone` in a process of its own. Only this process is ever signalled, by its own id. */
export class Standalone {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    readonly readyAfterMs: number,
  ) {}

  /** Resolves once it serves; rejects with everything it printed where it ends before. */
  static async start({ home, ownerKey, port = 0, variables = {} }: StandaloneSettings): Promise<Standalone> {
    const startedAt = performance.now();
    const child = spawn(process.execPath, [main], {
      // Nothing of the environment of the tests but what finds programs: the settings below are all there are.
      env: {
        ...variables,
        PATH: process.env['PATH'],
        WHENCE_HOME: home,
        WHENCE_BOOTSTRAP_API_KEY: ownerKey,
        PORT: port.toString(),
        // As under `npm start`: it stops by itself when whoever started it is gone, so a killed test run leaves nothing.
        npm_lifecycle_event: 'start',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own, as a terminal would give it.
      detached: true,
    });
    const url = await urlOf(child);
    return new Standalone(child, url, performance.now() - startedAt);
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Asks it to stop, and answers its exit code; null where it had to be killed. */
  async stop(signal: 'SIGINT' | 'SIGTERM' = 'SIGTERM'): Promise<number | null> {
    if (!this.isRunning) return this.child.exitCode;
    const gone = once(this.child, 'exit');
    this.child.kill(signal);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), stopTimeoutMs);
    await gone;
    clearTimeout(timer);
    return this.child.exitCode;
  }

  /** `kill -9`: of the process alone, or of everything in its process group. */
  async kill(target: 'process' | 'process group'): Promise<void> {
    const { pid } = this.child;
    if (pid === undefined || !this.isRunning) throw new Error('there is no process to kill');
    const gone = once(this.child, 'exit');
    process.kill(target === 'process' ? pid : -pid, 'SIGKILL');
    await gone;
  }
}

const urlOf = async (child: ChildProcess): Promise<string> => {
  let printed = '';
  const hear = (chunk: Buffer): void => void (printed = (printed + chunk.toString()).slice(-20_000));
  child.stderr?.on('data', hear);
  try {
    return await new Promise<string>((ready, fail) => {
      const timer = setTimeout(
        () => fail(new Error(`not ready after ${readyTimeoutMs} ms:\n${printed}`)),
        readyTimeoutMs,
      );
      child.once('exit', (code) => {
        clearTimeout(timer);
        fail(new Error(`standalone ended with ${code ?? 'a signal'}:\n${printed}`));
      });
      child.stdout?.on('data', (chunk: Buffer) => {
        hear(chunk);
        const url = readyLine.exec(printed)?.[1];
        if (url === undefined) return;
        clearTimeout(timer);
        ready(url);
      });
    });
  } catch (error) {
    child.kill('SIGTERM');
    throw error;
  }
};
