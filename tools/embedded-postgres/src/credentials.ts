import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { readRecord, writeRecord } from './record-file.js';

/** Passwords of the server's two logins. They never leave the folder of the server, except inside connection URLs. */
export interface Credentials {
  readonly ownerPassword: string;
  readonly applicationPassword: string;
}

export const ownerRole = 'whence_owner';
export const applicationRole = 'whence_app';

const fileIn = (directory: string): string => join(directory, 'credentials.json');

/** The passwords kept in the folder, or new random ones, kept from now on (readable by their owner only). */
export const credentialsIn = (directory: string): Credentials => {
  const kept = rememberedCredentials(directory);
  if (kept !== undefined) return kept;
  const made = { ownerPassword: randomPassword(), applicationPassword: randomPassword() };
  writeRecord(fileIn(directory), made);
  return made;
};

/** The passwords kept in the folder, if there are any. */
export const rememberedCredentials = (directory: string): Credentials | undefined =>
  readRecord<Credentials>(fileIn(directory));

const randomPassword = (): string => randomBytes(24).toString('base64url');
