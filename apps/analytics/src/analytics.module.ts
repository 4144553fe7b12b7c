import { Module, type OnModuleInit } from '@nestjs/common';
import { AccessModule } from '@whence/access';
import { analyticsMigrations, countDeadLetters, readTablesConsumer, readTablesConsumerName } from '@whence/analytics';
import { PlatformConfig } from '@whence/platform/config';
import { EventTransport } from '@whence/platform/outbox';
import { Backlog, Databases, Schemas } from '@whence/platform/process';

import { AnalyticsDatabase } from './analytics-database.js';
import { GetFunnelController } from './funnel/get-funnel.controller.js';

/** Keeps read tables from events and answers questions about them. */
@Module({
  imports: [AccessModule],
  controllers: [GetFunnelController],
  providers: [
    {
      provide: AnalyticsDatabase,
      inject: [PlatformConfig, Databases],
      useFactory: ({ analyticsDatabaseUrl, databaseUrl }: PlatformConfig, databases: Databases) =>
        new AnalyticsDatabase(databases.at(analyticsDatabaseUrl ?? databaseUrl)),
    },
  ],
})
export class AnalyticsModule implements OnModuleInit {
  constructor(
    private readonly config: PlatformConfig,
    private readonly schemas: Schemas,
    private readonly analytics: AnalyticsDatabase,
    private readonly transport: EventTransport,
    private readonly backlog: Backlog,
  ) {}

  onModuleInit(): void {
    this.schemas.require(analyticsMigrations, this.config.analyticsDatabaseUrl ?? this.config.databaseUrl);
    const { database } = this.analytics;
    this.transport.subscribe(readTablesConsumer(database));
    // Events that are on their way here still count as their outbox's; only what could not be taken stays behind.
    this.backlog.count('quarantined', readTablesConsumerName, (workspaceId) => countDeadLetters(database, workspaceId));
  }
}
