import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Writable } from 'node:stream';

const script = join(import.meta.dirname, '..', 'guardian.mjs');

let told: Writable | undefined;

/**
 * What ends with this process, even where it is killed with -9: child processes, which are signalled, and temporary folders,
 * which are removed. Whoever ends them himself forgets them here.
 */
export const guardian = {
  /** A stopped (SIGSTOP) process ends by `SIGKILL` only, which is the default. */
  watch(pid: number, signal: 'SIGKILL' | 'SIGQUIT' | 'SIGTERM' = 'SIGKILL'): void {
    tell({ watch: pid, signal });
  },
  forget(pid: number): void {
    tell({ forget: pid });
  },
  /** The folder goes when this process ends. */
  removeAtEnd(folder: string): void {
    tell({ folder });
  },
  keep(folder: string): void {
    tell({ keep: folder });
  },
};

const tell = (line: object): void => {
  told ??= startGuardian();
  told.write(`${JSON.stringify(line)}\n`);
};

/** Detached, so that what kills our process group spares it; unreferenced, so that it keeps nobody from ending. */
const startGuardian = (): Writable => {
  const child = spawn(process.execPath, [script], {
    env: { PATH: process.env['PATH'] },
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.once('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  // The stream of a pipe can be unreferenced too; its type does not say so.
  (child.stdin as unknown as { unref?: () => void }).unref?.();
  return child.stdin;
};
