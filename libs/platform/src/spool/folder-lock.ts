import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { processMark } from './process-mark.js';
import { SpoolInUse } from './spool-faults.js';

interface Holder {
  readonly host: string;
  readonly pid: number;
  readonly mark: string;
}

/** How often a holder says that it lives, for those on other machines, which cannot see its process. */
const heartbeatMs = 5_000;
const heartbeatMissedMs = 20_000;
const attemptsMax = 3;

/** Keeps a folder for one process. Of a process that was killed nothing remains that would keep the next one out. */
export class FolderLock {
  private readonly heartbeat: NodeJS.Timeout;

  private constructor(private readonly file: string) {
    this.heartbeat = setInterval(() => {
      const now = new Date();
      utimes(file, now, now).catch(() => undefined);
    }, heartbeatMs).unref();
  }

  /** Throws `SpoolInUse` where another living process holds the folder. */
  static async take(folder: string): Promise<FolderLock> {
    const file = join(folder, 'lock');
    const mine: Holder = { host: hostname(), pid: process.pid, mark: processMark(process.pid) ?? '' };
    for (let attempt = 1; ; attempt += 1) {
      try {
        await writeFile(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
        return new FolderLock(file);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt === attemptsMax) throw error;
        const holder = await livingHolder(file);
        if (holder !== undefined) throw new SpoolInUse(folder, `process ${holder.pid} on ${holder.host}`);
        await rm(file, { force: true });
      }
    }
  }

  async release(): Promise<void> {
    clearInterval(this.heartbeat);
    await rm(this.file, { force: true }).catch(() => undefined);
  }
}

const livingHolder = async (file: string): Promise<Holder | undefined> => {
  const holder = await readHolder(file);
  if (holder === undefined) return undefined;
  if (holder.host === hostname()) return processMark(holder.pid) === holder.mark ? holder : undefined;
  const { mtimeMs } = await stat(file);
  return Date.now() - mtimeMs < heartbeatMissedMs ? holder : undefined;
};

/** A file that is empty or torn was left by a process that ended while it wrote it. */
const readHolder = async (file: string): Promise<Holder | undefined> => {
  try {
    const { host, pid, mark } = JSON.parse(await readFile(file, 'utf8')) as Partial<Holder>;
    return host === undefined || pid === undefined || mark === undefined ? undefined : { host, pid, mark };
  } catch {
    return undefined;
  }
};
