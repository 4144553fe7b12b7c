import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { Api } from './api.js';
import type { System } from './the-system.js';

const tool = join(import.meta.dirname, '..', '..', 'tools', 'workspace', 'dist', 'main.js');

/** Another tenant of the same system. */
export interface Tenant extends System {
  readonly workspaceId: string;
}

/** Makes a workspace as an engineer does: `npm run workspace -- create`. */
export const aTenantOn = async (system: System, name: string): Promise<Tenant> => {
  const env = { PATH: process.env['PATH'], DATABASE_URL: system.databaseUrls[0] };
  const { stdout } = await promisify(execFile)(process.execPath, [tool, 'create', name], { env });
  const workspaceId = /\bwsp_[0-9A-Z]{26}\b/.exec(stdout)?.[0];
  const key = /\bwhk_\S+/.exec(stdout)?.[0];
  if (workspaceId === undefined || key === undefined) throw new Error(`no workspace was made: ${stdout}`);
  const { url, databaseUrls, processUrls } = system;
  return { url, databaseUrls, processUrls, workspaceId, api: new Api(url, key) };
};

/** What a workspace says about attribution; what is not named is as it is anywhere. */
export interface SaidOfAttribution {
  readonly precedence?: 'partner_over_ad' | 'ad_over_partner';
  readonly existingThreads?: 'credit' | 'unattributed';
  readonly inference?: 'off' | 'on';
}

/** Another tenant, with attribution settings of its own: they hold for everybody of the workspace. */
export const aTenantThatWants = async (system: System, said: SaidOfAttribution): Promise<Tenant> => {
  const tenant = await aTenantOn(system, 'of its own mind');
  const { version: _, ...settings } = await tenant.api.get<{ version: number }>('/v1/attribution-settings');
  await tenant.api.put('/v1/attribution-settings', { ...settings, ...said });
  return tenant;
};
