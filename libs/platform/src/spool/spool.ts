import { mkdir, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';

import { GroupCommit } from '../postgres/group-commit.js';
import { FolderLock } from './folder-lock.js';
import type { ReadRecords, SpoolRecord } from './record-format.js';
import { SpoolFileGone, SpoolFull, SpoolInUse, SpoolUnwritable } from './spool-faults.js';
import {
  count,
  makeFolderDurably,
  OpenSpoolFile,
  readSpoolFile,
  spoolFileNamed,
  writeDurably,
  type SpoolFile,
} from './spool-file.js';

export interface SpoolOptions {
  /** Of this spool alone; made where it is missing. */
  readonly folder: string;
  /** Most bytes on disk that wait. */
  readonly bytesMax?: number;
}

/** The oldest file of a spool, and all it holds. */
export interface OldestFile extends ReadRecords {
  readonly name: string;
}

export const spoolBytesMaxDefault = 512_000_000;
/** A file that has grown to this is followed by the next one. */
const fileBytesMax = 4_000_000;
const recordsTogetherMax = 1_000;
const waitingMax = 20_000;
const asideFolder = 'aside';

/**
 * Keeps records on disk until they have been taken somewhere else. An append resolves once the record is fsynced, with
 * those that came meanwhile in the same write. Records come out in the order they went in, one file after the other, and
 * stay until their file is removed.
 */
export class Spool {
  private readonly appends: GroupCommit<SpoolRecord>;
  private current: OpenSpoolFile | undefined;
  private lastTurn: Promise<unknown> = Promise.resolve();
  private reservedBytes = 0;

  private constructor(
    readonly folder: string,
    private readonly bytesMax: number,
    private readonly lock: FolderLock,
    private readonly files: SpoolFile[],
    private nextSequence: number,
  ) {
    this.appends = new GroupCommit({
      write: (records) => this.inTurn(() => this.write(records)),
      rowsMax: recordsTogetherMax,
      waitingMax,
      bytesOf: ({ body }) => body.length,
    });
  }

  /**
   * Takes the folder for this process, with what an earlier one left in it. Throws `SpoolInUse` where another living
   * process has it, `SpoolUnwritable` where it cannot be used at all.
   */
  static async open({ folder, bytesMax = spoolBytesMaxDefault }: SpoolOptions): Promise<Spool> {
    const lock = await prepare(folder);
    try {
      const names = await readdir(folder);
      const files = names
        .flatMap((name) => spoolFileNamed(name) ?? [])
        .sort((one, other) => one.sequence - other.sequence);
      for (const file of files) await survey(folder, file);
      return new Spool(folder, bytesMax, lock, files, (files.at(-1)?.sequence ?? 0) + 1);
    } catch (error) {
      await lock.release();
      throw new SpoolUnwritable(folder, error);
    }
  }

  /** How many records wait. */
  get waiting(): number {
    return this.files.reduce((sum, { records }) => sum + records, 0);
  }

  /** How many records of this owner wait. */
  waitingOf(owner: string): number {
    return this.files.reduce((sum, { owners }) => sum + (owners.get(owner) ?? 0), 0);
  }

  /** Bytes on disk that wait. */
  get bytes(): number {
    return this.files.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Resolves once the record is on disk; rejects with `SpoolFull` or `SpoolUnwritable`, and then promises nothing. */
  async append(body: Uint8Array, owner = ''): Promise<void> {
    if (this.bytes + this.reservedBytes + body.length > this.bytesMax) throw new SpoolFull(this.folder, this.bytesMax);
    this.reservedBytes += body.length;
    try {
      await this.appends.add({ body, owner });
    } finally {
      this.reservedBytes -= body.length;
    }
  }

  /**
   * The oldest records, until `remove` is called with the file's name; `undefined` where nothing waits. Throws
   * `SpoolFileGone` once for a file that was removed by somebody else.
   */
  async oldest(): Promise<OldestFile | undefined> {
    const [file] = this.files;
    if (file === undefined) return undefined;
    await this.inTurn(() => this.finish(file));
    const { name } = file;
    return {
      name,
      ...(await readSpoolFile(this.folder, file).catch((error: unknown) => this.cannotRead(file, error))),
    };
  }

  /** All of its records are somewhere else now, or were set aside. */
  async remove(name: string): Promise<void> {
    await unlink(join(this.folder, name)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw new SpoolUnwritable(this.folder, error);
    });
    this.forget(name);
  }

  /** Keeps bytes that nothing can be done with in a file of the folder `aside`; the same name again replaces it. */
  async setAside(name: string, bytes: Uint8Array): Promise<void> {
    const aside = join(this.folder, asideFolder);
    await mkdir(aside, { recursive: true, mode: 0o700 });
    await writeDurably(aside, name, bytes);
  }

  /** Finishes what is being appended, and leaves the folder, with what still waits, to the next process. */
  async close(): Promise<void> {
    await this.appends.close();
    await this.inTurn(async () => this.current?.close());
    await this.lock.release();
  }

  private async write(records: readonly SpoolRecord[]): Promise<void> {
    try {
      const open = await this.fileToWrite();
      await open.append(records);
      if (open.file.bytes >= fileBytesMax) await this.finish(open.file);
    } catch (error) {
      await this.current?.cutBack();
      if (this.current !== undefined) await this.finish(this.current.file);
      throw new SpoolUnwritable(this.folder, error);
    }
  }

  private async fileToWrite(): Promise<OpenSpoolFile> {
    if (this.current !== undefined) return this.current;
    this.current = await OpenSpoolFile.create(this.folder, this.nextSequence);
    this.nextSequence += 1;
    this.files.push(this.current.file);
    return this.current;
  }

  private forget(name: string): void {
    const at = this.files.findIndex((file) => file.name === name);
    if (at !== -1) this.files.splice(at, 1);
  }

  /** A file that somebody has removed must not keep those behind it from coming out. */
  private cannotRead(file: SpoolFile, error: unknown): never {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    this.forget(file.name);
    throw new SpoolFileGone(this.folder, file);
  }

  /** Nothing is appended to the file any more. */
  private async finish(file: SpoolFile): Promise<void> {
    if (this.current?.file !== file) return;
    const open = this.current;
    this.current = undefined;
    await open.close();
  }

  /** One at a time: a file must not be finished under a write. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.lastTurn.then(work);
    this.lastTurn = turn.catch(() => undefined);
    return turn;
  }
}

const prepare = async (folder: string): Promise<FolderLock> => {
  try {
    await makeFolderDurably(folder);
    return await FolderLock.take(folder);
  } catch (error) {
    throw error instanceof SpoolInUse ? error : new SpoolUnwritable(folder, error);
  }
};

const survey = async (folder: string, file: SpoolFile): Promise<void> => {
  const { records, damaged, tornBytes } = await readSpoolFile(folder, file);
  count(file, records);
  const bodyBytes = records.reduce((sum, { body }) => sum + body.length, 0);
  file.bytes = bodyBytes + damaged.reduce((sum, { length }) => sum + length, tornBytes);
};
