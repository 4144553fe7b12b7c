import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { rememberedApplicationUrl } from '@whence/embedded-postgres';
import { removeLeftovers } from '@whence/kafka-broker';

const folderPrefix = 'whence-e2e-';

/** A new, empty folder for everything a system keeps. What runs that were killed left long ago is removed. */
export const freshHome = (): string => {
  removeLeftovers(folderPrefix);
  const folder = mkdtempSync(join(tmpdir(), folderPrefix));
  // PostgreSQL runs as another user than root, who has to be able to enter.
  chmodSync(folder, 0o755);
  return folder;
};

export const removeHome = (folder: string): void => {
  rmSync(folder, { recursive: true, force: true });
};

/** URL of the database that a system keeps under its home, for the role that the application logs in as. */
export const databaseUrlIn = (home: string): string => {
  const url = rememberedApplicationUrl(join(home, 'postgres'));
  if (url === undefined) throw new Error(`no database was started under ${home}`);
  return url;
};

export const newOwnerKey = (): string => `whk_${randomBytes(32).toString('base64url')}`;
