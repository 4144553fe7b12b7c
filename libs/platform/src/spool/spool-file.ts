import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, stat, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { readRecords, saltBytes, writeRecord, type ReadRecords, type SpoolRecord } from './record-format.js';

const magic = Buffer.from('WHSPOOL1');
const headerBytes = magic.length + saltBytes;
const fileName = /^(\d{12})-[0-9a-f]{8}\.spool$/;
const randomNameBytes = 4;

/** A file of the spool: its place in the order, and what waits in it. */
export interface SpoolFile {
  readonly name: string;
  readonly sequence: number;
  bytes: number;
  records: number;
  /** How many records each owner has. */
  readonly owners: Map<string, number>;
}

/** The file of this name; `undefined` for names that are none of the spool's. */
export const spoolFileNamed = (name: string): SpoolFile | undefined => {
  const sequence = fileName.exec(name)?.[1];
  return sequence === undefined
    ? undefined
    : { name, sequence: Number(sequence), bytes: 0, records: 0, owners: new Map() };
};

export const count = (file: SpoolFile, records: readonly SpoolRecord[]): void => {
  file.records += records.length;
  for (const { owner } of records) file.owners.set(owner, (file.owners.get(owner) ?? 0) + 1);
};

/** The whole records of a file; one that was never begun, or is gone, holds none. */
export const readSpoolFile = async (folder: string, { name }: SpoolFile): Promise<ReadRecords> => {
  const bytes = await readFile(join(folder, name));
  if (bytes.length < headerBytes) return { records: [], damaged: [], tornBytes: bytes.length };
  if (!bytes.subarray(0, magic.length).equals(magic)) return { records: [], damaged: [bytes], tornBytes: 0 };
  const salt = bytes.subarray(magic.length, headerBytes);
  return readRecords(salt, bytes.subarray(headerBytes));
};

/** A file that is being appended to. No file is ever opened for appending again: its end may be torn. */
export class OpenSpoolFile {
  private constructor(
    readonly file: SpoolFile,
    private readonly handle: FileHandle,
    private readonly salt: Uint8Array,
    private readonly path: string,
    private readonly inode: number,
  ) {}

  /** Makes the file, and makes sure that it will be found after a power cut. */
  static async create(folder: string, sequence: number): Promise<OpenSpoolFile> {
    const name = `${String(sequence).padStart(12, '0')}-${randomBytes(randomNameBytes).toString('hex')}.spool`;
    const salt = randomBytes(saltBytes);
    const path = join(folder, name);
    const handle = await open(path, 'ax', 0o600);
    try {
      await handle.appendFile(Buffer.concat([magic, salt]));
      await handle.datasync();
      await syncFolder(folder);
      const file = { name, sequence, bytes: headerBytes, records: 0, owners: new Map<string, number>() };
      return new OpenSpoolFile(file, handle, salt, path, (await handle.stat()).ino);
    } catch (error) {
      await handle.close();
      await unlink(path).catch(() => undefined);
      throw error;
    }
  }

  /** Resolves once all of them are on disk. After a rejection the file must not be written any more. */
  async append(records: readonly SpoolRecord[]): Promise<void> {
    const bytes = Buffer.concat(records.map((record) => writeRecord(this.salt, record)));
    await this.handle.appendFile(bytes);
    await this.handle.datasync();
    // Writing to a file that somebody has removed or moved succeeds, and it is not found again.
    if ((await stat(this.path)).ino !== this.inode) throw new Error('another file stands in place of its own');
    this.file.bytes += bytes.length;
    count(this.file, records);
  }

  /** Takes back what an append that failed may have left at the end, as far as the disk lets us. */
  async cutBack(): Promise<void> {
    await this.handle.truncate(this.file.bytes).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.handle.close().catch(() => undefined);
  }
}

/** Writes a file whole and durably; the same name again replaces it. */
export const writeDurably = async (folder: string, name: string, bytes: Uint8Array): Promise<void> => {
  const handle = await open(join(folder, name), 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await syncFolder(folder);
};

/** Makes a folder with all above it that are missing, so that each will be found after a power cut. */
export const makeFolderDurably = async (folder: string): Promise<void> => {
  const firstMade = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (firstMade === undefined) return;
  for (let made = resolve(folder); made.startsWith(firstMade); made = dirname(made)) await syncFolder(dirname(made));
};

/** Windows knows no such thing, and needs none. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
