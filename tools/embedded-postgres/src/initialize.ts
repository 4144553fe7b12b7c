import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ownerRole } from './credentials.js';
import { PostgresUnusable } from './postgres-unusable.js';
import { processOptions } from './process-options.js';
import type { Site } from './site.js';

/**
 * Creates the data directory where there is none, and answers whether it did. It appears whole or not at all, so a
 * killed attempt is repeated.
 */
export const initializeData = (site: Site): boolean => {
  if (existsSync(join(site.data, 'PG_VERSION'))) return false;
  const unfinished = `${site.data}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  // Beside the new folder, which initdb wants empty.
  const passwordFile = `${site.data}.password`;
  writeFileSync(passwordFile, `${site.credentials.ownerPassword}\n`, { mode: 0o600 });
  if (site.identity !== undefined) {
    for (const path of [unfinished, passwordFile]) chownSync(path, site.identity.uid, site.identity.gid);
  }
  try {
    runInitdb(site, unfinished, passwordFile);
  } finally {
    rmSync(passwordFile);
  }
  renameSync(unfinished, site.data);
  return true;
};

const runInitdb = ({ binaries, identity }: Site, folder: string, passwordFile: string): void => {
  const names = [`--username=${ownerRole}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const text = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const made = spawnSync(binaries.initdb, ['-D', folder, ...names, ...text, '--no-instructions'], {
    ...processOptions(identity),
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new PostgresUnusable(`initdb failed: ${made.error?.message ?? made.stderr}`);
};
