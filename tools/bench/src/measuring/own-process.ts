import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import { BenchProblem } from '../bench-problem.js';

export interface ProcessOptions {
  /** The script that `node` runs. */
  readonly script: string;
  readonly arguments?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Written to its standard input, which is then closed. */
  readonly input?: string;
  /** Where a CPU profile is left when it ends. */
  readonly profileFolder?: string | undefined;
}

/** What `npm start` gives its server; every side gets the same. */
const nodeFlags = ['--max-semi-space-size=64'];
const lineTimeoutMs = 180_000;
const stopTimeoutMs = 20_000;
const complaintsLengthMax = 4_000;

/** A process of node's that says on its standard output, line by line, how far it is. */
export class OwnProcess {
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;
  private complaints = '';

  constructor(private readonly options: ProcessOptions) {
    const { script, env, input, profileFolder } = options;
    const profiling = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
    this.child = spawn(process.execPath, [...nodeFlags, ...profiling, script, ...(options.arguments ?? [])], {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.child.stdin?.on('error', () => undefined).end(input ?? '');
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.complaints = (this.complaints + chunk.toString()).slice(-complaintsLengthMax);
    });
    // Nothing outlives the run that started it.
    const end = (): void => void this.child.kill('SIGKILL');
    process.once('exit', end);
    this.child.once('exit', () => process.off('exit', end));
    if (this.child.stdout === null) throw new BenchProblem(`${script} has no standard output`);
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** The first group of `pattern` in the next line that it matches. Throws where the process ends before it says so. */
  async says(pattern: RegExp): Promise<string> {
    const late = new AbortController();
    const timeout = sleep(lineTimeoutMs, 'late' as const, { signal: late.signal }).catch(() => 'late' as const);
    try {
      for (;;) {
        const next = await Promise.race([this.lines.next(), timeout]);
        if (next === 'late') throw new BenchProblem(this.story(`did not say ${pattern.source}`));
        if (next.done === true) throw new BenchProblem(this.story(`ended before it said ${pattern.source}`));
        const match = pattern.exec(next.value);
        if (match !== null) return match[1] ?? '';
      }
    } catch (error) {
      await this.stop();
      throw error;
    } finally {
      late.abort();
    }
  }

  /** Asks it to end, and makes it end where it does not. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const deadline = setTimeout(() => this.child.kill('SIGKILL'), stopTimeoutMs);
    await exited;
    clearTimeout(deadline);
  }

  private story(what: string): string {
    return `${this.options.script} ${what}${this.complaints === '' ? '' : `:\n${this.complaints}`}`;
  }
}
