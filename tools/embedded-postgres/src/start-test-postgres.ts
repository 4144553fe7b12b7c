import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { removeIfAbandoned } from './abandoned.js';
import { startPostgres, type EmbeddedPostgres } from './start-postgres.js';

const folderPrefix = 'whence-test-';
/** A younger folder may belong to a run that is just starting its server. */
const abandonedAfterMs = 120_000;

/**
 * A server that is thrown away: fast instead of durable, in a new temporary folder that `stop` removes. What earlier runs
 * left behind because they were killed is removed first.
 */
export const startTestPostgres = async (): Promise<Pick<EmbeddedPostgres, 'ownerUrl' | 'stop'>> => {
  await removeLeftovers();
  const directory = mkdtempSync(join(tmpdir(), folderPrefix));
  const server = await startPostgres({ directory, isDurable: false });
  return {
    ownerUrl: server.ownerUrl,
    async stop() {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

const removeLeftovers = async (): Promise<void> => {
  for (const name of readdirSync(tmpdir())) {
    const directory = join(tmpdir(), name);
    if (!name.startsWith(folderPrefix) || !isOldAndOurs(directory)) continue;
    // Tidying up is a courtesy: what cannot be removed must not keep the tests from running.
    await removeIfAbandoned(directory).catch(() => undefined);
  }
};

const isOldAndOurs = (directory: string): boolean => {
  const facts = statSync(directory, { throwIfNoEntry: false });
  if (facts?.isDirectory() !== true) return false;
  return (
    Date.now() - facts.mtimeMs > abandonedAfterMs && (process.getuid === undefined || facts.uid === process.getuid())
  );
};
