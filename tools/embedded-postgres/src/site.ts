import { chmodSync, existsSync, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { usableBinaries, type Binaries } from './binaries.js';
import { credentialsIn, type Credentials } from './credentials.js';
import { isReachable } from './reachable.js';
import { readRecord, writeRecord } from './record-file.js';
import { serverIdentity, type ServerIdentity } from './server-identity.js';

/** Where one server lives: its files, its programs, its user. */
export interface Site {
  readonly directory: string;
  readonly data: string;
  readonly logFile: string;
  readonly binaries: Binaries;
  readonly identity: ServerIdentity | undefined;
  readonly credentials: Credentials;
}

interface ServerRecord {
  readonly port?: number;
  /** Folder that holds the data when the server's user cannot reach the directory itself. */
  readonly home?: string;
}

const recordFile = (directory: string): string => join(directory, 'server.json');

/** Makes the folder ready for a server. `say` hears what its owner should know. */
export const prepareSite = (folder: string, say: (message: string) => void): Site => {
  const directory = resolve(folder);
  mkdirSync(directory, { recursive: true });
  const identity = serverIdentity();
  const home = homeOf(directory, identity, say);
  if (home !== directory) {
    say(`PostgreSQL must not run as root, and other users cannot enter ${directory}: its data is kept in ${home}`);
  }
  const elsewhere = (): string => {
    say(`other users cannot reach the PostgreSQL in this checkout: a copy of it is used from ${home}`);
    return home;
  };
  return {
    directory,
    data: join(home, 'data'),
    logFile: join(directory, 'postgres.log'),
    binaries: usableBinaries(identity, elsewhere),
    identity,
    credentials: credentialsIn(directory),
  };
};

export const rememberedPort = (directory: string): number | undefined => record(directory).port;

export const rememberPort = (directory: string, port: number): void => {
  writeRecord(recordFile(directory), { ...record(directory), port });
};

const record = (directory: string): ServerRecord => readRecord<ServerRecord>(recordFile(directory)) ?? {};

const homeOf = (directory: string, identity: ServerIdentity | undefined, say: (message: string) => void): string => {
  if (identity === undefined) return directory;
  const kept = record(directory).home;
  if (kept !== undefined && isOurs(kept)) return kept;
  if (kept !== undefined) say(`the database in ${kept} is gone: starting with an empty one`);
  chmodSync(directory, statSync(directory).mode | 0o011);
  if (isReachable(directory, identity)) return directory;
  const home = mkdtempSync(join(existsSync('/var/tmp') ? '/var/tmp' : tmpdir(), 'whence-'));
  chmodSync(home, 0o711);
  writeRecord(recordFile(directory), { ...record(directory), home });
  return home;
};

/** A folder under a world-writable one is trusted only while it belongs to us. */
const isOurs = (folder: string): boolean => {
  const facts = statSync(folder, { throwIfNoEntry: false });
  return facts?.isDirectory() === true && facts.uid === process.getuid?.();
};
