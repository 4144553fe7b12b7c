import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { PlatformConfig } from '@whence/platform/config';
import { Authenticator, IdempotencyKeys } from '@whence/platform/http';
import { Clock, Databases } from '@whence/platform/process';

import { ApiKeyAuthenticator } from './api-key-authenticator.js';
import { BootstrapKey } from './bootstrap-key.js';
import { PostgresIdempotencyKeys } from './postgres-idempotency-keys.js';
import { ensureWorkspace } from './workspaces.js';

/** The workspace that exists from the start where a bootstrap key is configured. */
const defaultWorkspaceName = 'default';

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
      inject: [PlatformConfig, Databases],
      useFactory: ({ databaseUrl }: PlatformConfig, databases: Databases) =>
        new PostgresIdempotencyKeys(databases.at(databaseUrl)),
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
export class AccessModule implements OnModuleInit {
  constructor(
    private readonly config: PlatformConfig,
    private readonly databases: Databases,
  ) {}

  /** Throws `OwnerKeyUnusableViolation` where the configured key was revoked or is another workspace's. */
  async onModuleInit(): Promise<void> {
    const { bootstrapApiKey, databaseUrl } = this.config;
    if (bootstrapApiKey === undefined) return;
    await ensureWorkspace(this.databases.at(databaseUrl), {
      name: defaultWorkspaceName,
      ownerKey: bootstrapApiKey.reveal(),
    });
  }
}
