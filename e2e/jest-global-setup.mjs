import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Journeys run what was built; a moment where that is up to date. */
const build = () => {
  const parts = ['apps/standalone', 'tools/migrate', 'tools/workspace', 'e2e'];
  const built = spawnSync(process.execPath, [join(root, 'tools', 'build', 'build.mjs'), ...parts], {
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`the build failed:\n${built.stdout}${built.stderr}`);
};

/** One system for all journeys but those that kill theirs. */
export default async () => {
  build();
  const { Standalone } = await import('./dist/standalone.js');
  const { databaseUrlIn, freshHome, newOwnerKey } = await import('./dist/home.js');
  const { share } = await import('./dist/the-system.js');
  const home = freshHome();
  const ownerKey = newOwnerKey();
  const system = await Standalone.start({ home, ownerKey });
  const { url } = system;
  share({ url, databaseUrls: [databaseUrlIn(home)], processUrls: [url] }, ownerKey);
  globalThis.whenceSystem = { system, home };
};
