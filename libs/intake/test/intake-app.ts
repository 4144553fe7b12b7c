import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig, PlatformConfig, type Environment } from '@whence/platform/config';
import {
  Authenticator,
  createApplication,
  IdempotencyKeys,
  type IdempotencyClaim,
  type Principal,
} from '@whence/platform/http';

import { intakeControllers, intakeProviders, provideIntake } from '../src/index.js';
import { brand, brandAccount, masterKey, rival } from './intake-under-test.js';
import { AccountBook, postcardAdapter, RecordBook } from './postcards.js';

export const book = new RecordBook();
const accounts = new AccountBook();
accounts.register(brand, 'brand', brandAccount);

/** Bearer texts that name a workspace and a scope. */
class TestAuthenticator extends Authenticator {
  authenticate(bearer: string): Promise<Principal | undefined> {
    const workspaceId = { brand, rival, reader: brand }[bearer];
    if (workspaceId === undefined) return Promise.resolve(undefined);
    const scopes = bearer === 'reader' ? ['catalog:read'] : ['connections:write'];
    return Promise.resolve({ workspaceId, keyId: 'key_1', scopes });
  }
}

class NoIdempotencyKeys extends IdempotencyKeys {
  claim(): Promise<IdempotencyClaim> {
    return Promise.resolve({ kind: 'claimed' });
  }

  complete(): Promise<void> {
    return Promise.resolve();
  }

  release(): Promise<void> {
    return Promise.resolve();
  }
}

@Module({
  controllers: [...intakeControllers],
  providers: [
    ...intakeProviders,
    { provide: Authenticator, useFactory: () => new TestAuthenticator() },
    { provide: IdempotencyKeys, useFactory: () => new NoIdempotencyKeys() },
  ],
})
class ManagementModule {}

@Module({
  providers: [provideIntake({ adapter: postcardAdapter, accounts: accounts.find, recorderOn: () => book.record })],
})
class PostcardModule {}

const silence = { write: () => undefined };

/** The management API of connections and one provider's webhook edge, as an app mounts them. */
export const startIntakeApp = async (
  databaseUrl: string,
  env: Environment & { readonly WHENCE_SPOOL_DIR: string },
): Promise<NestFastifyApplication> => {
  const config = loadConfig(PlatformConfig, {
    DATABASE_URL: databaseUrl,
    WHENCE_MASTER_KEY: masterKey,
    ...env,
  });
  const application = await createApplication([ManagementModule, PostcardModule], config, { logStream: silence });
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
  return application;
};
