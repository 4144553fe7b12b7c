import type { ServerIdentity } from './server-identity.js';

/**
 * How every PostgreSQL program is run: as the server's user, from a folder that user can enter, and without `PG…` or
 * locale variables of ours that would change what it does.
 */
export const processOptions = (identity: ServerIdentity | undefined) => ({
  ...(identity ?? {}),
  cwd: process.platform === 'win32' ? process.env['SystemRoot'] : '/',
  env: { PATH: process.env['PATH'], SystemRoot: process.env['SystemRoot'], LC_ALL: 'C', TZ: 'UTC' },
});
