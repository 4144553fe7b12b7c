import { Module, type OnModuleInit } from '@nestjs/common';
import type { ReceivedDeliveries } from '@whence/attribution-application';
import { attributionMigrations, recordSignalsOn } from '@whence/attribution-persistence';
import { CatalogFacts, catalogMigrations, ChannelAccountDirectory } from '@whence/catalog';
import { metaGraphAdapter, metaGraphSubscriptions } from '@whence/channel-meta-graph';
import { intakeMigrations, provideIntake } from '@whence/intake';
import { PlatformConfig } from '@whence/platform/config';
import { PostgresOutbox } from '@whence/platform/outbox';
import { Databases, Relays, Schemas } from '@whence/platform/process';

const accounts = new ChannelAccountDirectory();

/** Messenger and Instagram Direct straight from Meta: webhook edge and worker. */
@Module({
  providers: [
    provideIntake({
      adapter: metaGraphAdapter,
      accounts: (tx, workspaceId, references) => accounts.find(tx, workspaceId, references),
      subscriptions: {
        readerOf: (config) =>
          metaGraphSubscriptions({ graphUrl: config.metaGraphUrl, instagramUrl: config.metaInstagramUrl }),
        accounts: (tx, workspaceId, page) => accounts.activePage(tx, workspaceId, page),
      },
      recorderOn: (ground) => {
        const recordSignals = recordSignalsOn({ ...ground, catalogueOn: (tx) => new CatalogFacts(tx) });
        return (batch) => recordSignals.run(batch as ReceivedDeliveries);
      },
    }),
  ],
})
export class MetaGraphModule implements OnModuleInit {
  constructor(
    private readonly config: PlatformConfig,
    private readonly databases: Databases,
    private readonly schemas: Schemas,
    private readonly relays: Relays,
  ) {}

  onModuleInit(): void {
    const { databaseUrl, intake } = this.config;
    for (const set of [intakeMigrations, catalogMigrations, attributionMigrations]) {
      this.schemas.require(set, databaseUrl);
    }
    // What a worker decides its own process publishes, whatever becomes of the others.
    if (intake !== 'edge') this.relays.add(new PostgresOutbox(this.databases.at(databaseUrl), 'attribution'));
  }
}
