import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';

import { PostgresUnusable } from './postgres-unusable.js';

/** What a small JSON file holds; `undefined` where there is none. A file that cannot be read is an error, never "none". */
export const readRecord = <T extends object>(file: string): T | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new PostgresUnusable(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
};

/** Writes the file whole or not at all, readable by its owner only, and on disk before it returns. */
export const writeRecord = (file: string, record: object): void => {
  const unfinished = `${file}.${process.pid.toString()}`;
  const handle = openSync(unfinished, 'w', 0o600);
  try {
    writeSync(handle, `${JSON.stringify(record, undefined, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(unfinished, file);
};
