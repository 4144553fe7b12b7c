import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { PlatformConfig } from '@whence/platform/config';
import { MasterKey } from '@whence/platform/crypto';
import { Authenticator, IdempotencyKeys } from '@whence/platform/http';
import { Background, Clock, Databases, Schemas } from '@whence/platform/process';

import { accessMigrations } from './access-migrations.js';
import { ApiKeyAuthenticator } from './api-key-authenticator.js';
import { BootstrapKey } from './bootstrap-key.js';
import { PostgresIdempotencyKeys } from './postgres-idempotency-keys.js';

type BootstrapGround = readonly [PlatformConfig, Databases, Schemas, Background];

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
      inject: [PlatformConfig, Databases, Schemas, Background],
      useFactory: (...[{ databaseUrl, bootstrapApiKey }, databases, schemas, background]: BootstrapGround) =>
        new BootstrapKey({
          key: bootstrapApiKey,
          database: databases.at(databaseUrl),
          isSchemaCurrent: () => schemas.isCurrent(accessMigrations, databaseUrl),
          background,
        }),
    },
  ],
  exports: [Authenticator, IdempotencyKeys],
})
export class AccessModule implements OnModuleInit {
  constructor(
    private readonly config: PlatformConfig,
    private readonly schemas: Schemas,
  ) {}

  onModuleInit(): void {
    this.schemas.require(accessMigrations, this.config.databaseUrl);
  }
}
