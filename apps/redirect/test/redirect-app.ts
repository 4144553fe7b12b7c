import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessModule } from '@whence/access';
import { catalogControllers, catalogProviders } from '@whence/catalog';
import { loadConfig, PlatformConfig } from '@whence/platform/config';
import { Readiness } from '@whence/platform/health';
import { createApplication } from '@whence/platform/http';

import { RedirectModule } from '../src/redirect.module.js';

export const masterKey = 'redirect-tests-redirect-tests-redirect';

@Module({ imports: [AccessModule], controllers: catalogControllers, providers: catalogProviders })
class CatalogApiModule {}

const silence = { write: () => undefined };

const spoolFolders: string[] = [];

/** A folder for spools, until `removeSpoolFolders`. */
export const spoolFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'whence-redirect-'));
  spoolFolders.push(folder);
  return folder;
};

export const removeSpoolFolders = (): void => {
  for (const folder of spoolFolders.splice(0)) rmSync(folder, { recursive: true, force: true });
};

/** The redirect below `/r`, beside the API that makes its links, as standalone mounts them. */
export const startRedirectApp = async (
  databaseUrl: string,
  spoolDir = spoolFolder(),
): Promise<NestFastifyApplication> => {
  const config = loadConfig(PlatformConfig, {
    DATABASE_URL: databaseUrl,
    WHENCE_MASTER_KEY: masterKey,
    WHENCE_SPOOL_DIR: spoolDir,
  });
  config.shortPathPrefix = '/r';
  const application = await createApplication([CatalogApiModule, RedirectModule], config, { logStream: silence });
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
  application.get(Readiness).startServing();
  return application;
};

const pollMs = 20;

/** What the redirect is missing, asked until `isAsWished`. */
export const untilMissing = async (
  application: NestFastifyApplication,
  isAsWished: (missing: readonly string[]) => boolean,
): Promise<readonly string[]> => {
  for (;;) {
    const { missing } = await application.get(Readiness).report();
    if (isAsWished(missing)) return missing;
    await sleep(pollMs);
  }
};

export const untilReady = async (application: NestFastifyApplication): Promise<void> => {
  await untilMissing(application, (missing) => missing.length === 0);
};
