import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Tells a process from any other that may get its number later: when it was started, as the system knows it. `undefined`
 * where there is no such process.
 */
export const processMark = (pid: number): string | undefined =>
  process.platform === 'linux' ? linuxMark(pid) : otherMark(pid);

const startTimeField = 22;

const linuxMark = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses, and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const isZombie = fields[0] === 'Z';
    if (isZombie) return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[startTimeField - 3] ?? ''}`;
  } catch {
    return undefined;
  }
};

const otherMark = (pid: number): string | undefined => {
  if (process.platform === 'win32') return isAlive(pid) ? 'alive' : undefined;
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() === '' ? undefined : stdout.trim();
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
