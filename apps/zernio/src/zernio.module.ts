import { Module, type OnModuleInit } from '@nestjs/common';
import type { ReceivedDeliveries } from '@whence/attribution-application';
import { attributionMigrations, recordSignalsOn } from '@whence/attribution-persistence';
import { CatalogFacts, catalogMigrations, ChannelAccountDirectory } from '@whence/catalog';
import { zernioAdapter, zernioSubscriptions } from '@whence/channel-zernio';
import { intakeMigrations, provideIntake } from '@whence/intake';
import { PlatformConfig } from '@whence/platform/config';
import { PostgresOutbox } from '@whence/platform/outbox';
import { Databases, Relays, Schemas } from '@whence/platform/process';

import { catchUpWithZernio } from './catch-up-with-zernio.js';

const accounts = new ChannelAccountDirectory();

/** Instagram, Messenger and WhatsApp through Zernio: webhook edge, worker and catch-up. */
@Module({
  providers: [
    provideIntake({
      adapter: zernioAdapter,
      accounts: (tx, workspaceId, references) => accounts.find(tx, workspaceId, references),
      subscriptions: {
        readerOf: (config) => zernioSubscriptions({ apiUrl: config.zernioApiUrl }),
        accounts: (tx, workspaceId, page) => accounts.activePage(tx, workspaceId, page),
      },
      recorderOn: (ground) => {
        const recordSignals = recordSignalsOn({ ...ground, catalogueOn: (tx) => new CatalogFacts(tx) });
        return (batch) => recordSignals.run(batch as ReceivedDeliveries);
      },
    }),
    catchUpWithZernio(accounts),
  ],
})
export class ZernioModule implements OnModuleInit {
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
