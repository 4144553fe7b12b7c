import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** Builds the launcher where its `dist` is missing or stale (a moment otherwise): this file runs in plain Node. */
const build = () => {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const project = join(root, 'tools', 'embedded-postgres', 'tsconfig.build.json');
  const built = spawnSync(process.execPath, [tsc, '-b', project], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (built.status !== 0) throw new Error('the PostgreSQL launcher does not build');
};

/** One PostgreSQL for the whole run. Without it every integration test is red; none skips itself. */
export default async () => {
  build();
  const { startTestPostgres } = await import('@whence/embedded-postgres');
  const server = await startTestPostgres();
  // Workers inherit the environment; `createTestDatabase` reads this.
  process.env.WHENCE_TEST_DATABASE_URL = server.ownerUrl;
  globalThis.whenceTestPostgres = server;
};
