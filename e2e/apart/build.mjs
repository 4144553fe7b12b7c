import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const apps = ['zernio', 'meta-graph', 'whatsapp-cloud', 'redirect', 'attribution', 'analytics', 'affiliate-payouts'];

/** Every app, and the tools that a deployment is made with; a moment where that is up to date. */
export const build = () => {
  const parts = [...apps.map((app) => `apps/${app}`), 'tools/migrate', 'tools/simulate', 'tools/workspace', 'e2e'];
  const built = spawnSync(process.execPath, [join(root, 'tools', 'build', 'build.mjs'), ...parts], {
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`the build failed:\n${built.stdout}${built.stderr}`);
};
