import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessModule } from '@whence/access';
import { catalogControllers, catalogProviders } from '@whence/catalog';
import { loadConfig, PlatformConfig } from '@whence/platform/config';
import { createApplication } from '@whence/platform/http';

import { RedirectModule } from '../src/redirect.module.js';

export const masterKey = 'redirect-tests-redirect-tests-redirect';

@Module({ imports: [AccessModule], controllers: catalogControllers, providers: catalogProviders })
class CatalogApiModule {}

const silence = { write: () => undefined };

/** The redirect below `/r`, beside the API that makes its links, as standalone mounts them. */
export const startRedirectApp = async (databaseUrl: string): Promise<NestFastifyApplication> => {
  const config = loadConfig(PlatformConfig, { DATABASE_URL: databaseUrl, WHENCE_MASTER_KEY: masterKey });
  config.shortPathPrefix = '/r';
  const application = await createApplication([CatalogApiModule, RedirectModule], config, { logStream: silence });
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
  return application;
};
