import { AccessModule } from '@whence/access';
import {
  EraseMessageTexts,
  FinalizeAttributions,
  GiveUpParkedConversions,
  ReconsiderGuesses,
  RedecideOnLateClicks,
  RedecideOnCatalogueChange,
} from '@whence/attribution-application';
import { attributionMigrations, ConversionQueries } from '@whence/attribution-persistence';
import { catalogControllers, catalogMigrations, catalogProviders } from '@whence/catalog';
import { intakeControllers, intakeMigrations, intakeProviders } from '@whence/intake';
import { PlatformConfig } from '@whence/platform/config';
import { EventTransport, PostgresOutbox } from '@whence/platform/outbox';
import {
  Background,
  Backlog,
  Clock,
  ClockWatch,
  type ClockWatchParts,
  Databases,
  Relays,
  Schemas,
} from '@whence/platform/process';
import { Logger, Module, type OnModuleInit } from '@nestjs/common';

import { attributionProviders } from './composition.js';
import { CapabilitiesController } from './capabilities/capabilities.controller.js';
import { ContactJoinsController } from './contacts/contact-joins.controller.js';
import { JoinContactsController } from './contacts/join-contacts.controller.js';
import { ConversationsController } from './conversations/conversations.controller.js';
import { OverrideAttributionController } from './conversations/override-attribution.controller.js';
import { ConversionsController } from './conversions/conversions.controller.js';
import { RecordConversionController } from './conversions/record-conversion.controller.js';
import { LinkTestsController } from './link-tests/link-tests.controller.js';
import { BacklogController } from './operations/backlog.controller.js';
import { countDeployment } from './operations/count-deployment.js';
import { RecordRefundController } from './refunds/record-refund.controller.js';
import { redecideOnCatalogueChanged } from './redecide/redecide-on-catalogue-changed.consumer.js';
import { SignalHealthController } from './signal-health/signal-health.controller.js';
import { AttributionSettingsController } from './settings/attribution-settings.controller.js';

/** Management API, conversions, queries and finalization; publishes what the catalogue and attribution have to tell. */
@Module({
  imports: [AccessModule],
  controllers: [
    ...catalogControllers,
    ...intakeControllers,
    AttributionSettingsController,
    BacklogController,
    CapabilitiesController,
    ContactJoinsController,
    ConversationsController,
    ConversionsController,
    JoinContactsController,
    LinkTestsController,
    OverrideAttributionController,
    RecordConversionController,
    RecordRefundController,
    SignalHealthController,
  ],
  providers: [...catalogProviders, ...intakeProviders, ...attributionProviders],
})
export class AttributionModule implements OnModuleInit {
  constructor(
    private readonly config: PlatformConfig,
    private readonly databases: Databases,
    private readonly schemas: Schemas,
    private readonly relays: Relays,
    private readonly backlog: Backlog,
    private readonly transport: EventTransport,
    private readonly conversions: ConversionQueries,
    private readonly redecide: RedecideOnCatalogueChange,
    private readonly finalize: FinalizeAttributions,
    private readonly giveUpParked: GiveUpParkedConversions,
    private readonly reconsiderGuesses: ReconsiderGuesses,
    private readonly lateClicks: RedecideOnLateClicks,
    private readonly eraseTexts: EraseMessageTexts,
    private readonly background: Background,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const { databaseUrl, analyticsDatabaseUrl, affiliateDatabaseUrl } = this.config;
    for (const set of [catalogMigrations, intakeMigrations, attributionMigrations]) {
      this.schemas.require(set, databaseUrl);
    }
    const database = this.databases.at(databaseUrl);
    this.relays.add(new PostgresOutbox(database, 'catalog'));
    this.relays.add(new PostgresOutbox(database, 'attribution'));
    this.background.add(this.byTheClock('attributions becoming final', (look) => this.finalize.run(look)));
    this.background.add(this.byTheClock('conversions giving up waiting', (look) => this.giveUpParked.run(look)));
    this.background.add(this.byTheClock('guesses made anew', (look) => this.reconsiderGuesses.run(look)));
    this.background.add(this.byTheClock('late clicks being heard', () => this.lateClicks.run()));
    this.background.add(this.byTheClock('message texts being erased', (look) => this.eraseTexts.run(look)));
    this.transport.subscribe(redecideOnCatalogueChanged(this.redecide, database));
    this.backlog.count('parked', 'conversions', (workspaceId) => this.conversions.parked(workspaceId));
    countDeployment(this.backlog, {
      databases: {
        main: database,
        analytics: this.databases.beside(analyticsDatabaseUrl ?? databaseUrl),
        affiliate: this.databases.beside(affiliateDatabaseUrl ?? databaseUrl),
      },
      transport: this.transport,
    });
  }
  private byTheClock(name: string, look: ClockWatchParts['look']): ClockWatch {
    const logger = new Logger('Clock');
    const report = (error: unknown) =>
      logger.warn({ message: 'not all was done that the time has come for', name, error });
    return new ClockWatch({ name, look, clock: this.clock, report });
  }
}
