import { Global, Module } from '@nestjs/common';
import { PlatformConfig } from '@whence/platform/config';
import { MasterKey } from '@whence/platform/crypto';
import { Authenticator, IdempotencyKeys } from '@whence/platform/http';
import { Clock, Databases } from '@whence/platform/process';

import { ApiKeyAuthenticator } from './api-key-authenticator.js';
import { BootstrapKey } from './bootstrap-key.js';
import { PostgresIdempotencyKeys } from './postgres-idempotency-keys.js';

/**
 * What `@Authenticated` and `@Idempotent` need, and the workspace of the bootstrap key. Every app with an API imports it;
 * a process has it once.
 */
@Global()
@Module({
  providers: [
    {
      provide: Authenticator,
      inject: [PlatformConfig, Databases, Clock],
      useFactory: ({ databaseUrl }: PlatformConfig, databases: Databases, clock: Clock) =>
        new ApiKeyAuthenticator(databases.at(databaseUrl), clock),
    },
    {
      provide: IdempotencyKeys,
      inject: [PlatformConfig, Databases, MasterKey],
      useFactory: ({ databaseUrl }: PlatformConfig, databases: Databases, keys: MasterKey) =>
        new PostgresIdempotencyKeys(databases.at(databaseUrl), keys),
    },
    {
      provide: BootstrapKey,
      inject: [PlatformConfig, Databases],
      useFactory: ({ databaseUrl, bootstrapApiKey }: PlatformConfig, databases: Databases) =>
        new BootstrapKey(databases.at(databaseUrl), bootstrapApiKey),
    },
  ],
  exports: [Authenticator, IdempotencyKeys],
})
export class AccessModule {}
