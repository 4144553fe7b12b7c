import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createWorkspace, type CreatedWorkspace } from '@whence/access';
import { loadConfig, PlatformConfig } from '@whence/platform/config';
import { createApplication } from '@whence/platform/http';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';

import { AffiliatePayoutsModule } from '../src/affiliate-payouts.module.js';

/** The app over a database of its own, with two workspaces. */
export interface RunningAffiliate {
  readonly test: TestDatabase;
  readonly application: NestFastifyApplication;
  readonly ours: CreatedWorkspace;
  readonly theirs: CreatedWorkspace;
  stop(): Promise<void>;
}

const silence = { write: () => undefined };

export const startAffiliate = async (): Promise<RunningAffiliate> => {
  const test = await createTestDatabase();
  const config = loadConfig(PlatformConfig, {
    DATABASE_URL: test.appUrl,
    WHENCE_MASTER_KEY: 'a master key that is used in tests only',
  });
  const application = await createApplication([AffiliatePayoutsModule], config, { logStream: silence });
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
  return {
    test,
    application,
    ours: await createWorkspace(test.database, { name: 'ours' }),
    theirs: await createWorkspace(test.database, { name: 'theirs' }),
    async stop() {
      await application.close();
      await test.drop();
    },
  };
};
