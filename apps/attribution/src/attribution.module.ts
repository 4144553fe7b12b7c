import { AccessModule } from '@whence/access';
import { RedecideOnCatalogueChange } from '@whence/attribution-application';
import { ConversionQueries } from '@whence/attribution-persistence';
import { catalogControllers, catalogProviders } from '@whence/catalog';
import { intakeControllers, intakeProviders } from '@whence/intake';
import { PlatformConfig } from '@whence/platform/config';
import { EventTransport, PostgresOutbox } from '@whence/platform/outbox';
import { Backlog, Databases, Relays } from '@whence/platform/process';
import { Module, type OnModuleInit } from '@nestjs/common';

import { attributionProviders } from './composition.js';
import { ConversationsController } from './conversations/conversations.controller.js';
import { ConversionsController } from './conversions/conversions.controller.js';
import { RecordConversionController } from './conversions/record-conversion.controller.js';
import { BacklogController } from './operations/backlog.controller.js';
import { redecideOnCatalogueChanged } from './redecide/redecide-on-catalogue-changed.consumer.js';
import { AttributionSettingsController } from './settings/attribution-settings.controller.js';

/** Management API, conversions and queries; publishes what the catalogue and attribution have to tell. */
@Module({
  imports: [AccessModule],
  controllers: [
    ...catalogControllers,
    ...intakeControllers,
    AttributionSettingsController,
    BacklogController,
    ConversationsController,
    ConversionsController,
    RecordConversionController,
  ],
  providers: [...catalogProviders, ...intakeProviders, ...attributionProviders],
})
export class AttributionModule implements OnModuleInit {
  constructor(
    private readonly config: PlatformConfig,
    private readonly databases: Databases,
    private readonly relays: Relays,
    private readonly backlog: Backlog,
    private readonly transport: EventTransport,
    private readonly conversions: ConversionQueries,
    private readonly redecide: RedecideOnCatalogueChange,
  ) {}

  onModuleInit(): void {
    const database = this.databases.at(this.config.databaseUrl);
    this.relays.add(new PostgresOutbox(database, 'catalog'));
    this.relays.add(new PostgresOutbox(database, 'attribution'));
    this.backlog.count('parked', 'conversions', (workspaceId) => this.conversions.parked(workspaceId));
    this.transport.subscribe(redecideOnCatalogueChanged(this.redecide, database));
  }
}
