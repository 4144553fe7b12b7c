import { Module } from '@nestjs/common';
import type { ReceivedSignals } from '@whence/attribution-application';
import { recordSignalsOn } from '@whence/attribution-persistence';
import { CatalogFacts, ChannelAccountDirectory } from '@whence/catalog';
import { metaGraphAdapter } from '@whence/channel-meta-graph';
import { provideIntake } from '@whence/intake';

const accounts = new ChannelAccountDirectory();

/** Messenger and Instagram Direct straight from Meta: webhook edge and worker. */
@Module({
  providers: [
    provideIntake({
      adapter: metaGraphAdapter,
      accounts: (tx, workspaceId, references) => accounts.find(tx, workspaceId, references),
      recorderOn: (ground) => {
        const recordSignals = recordSignalsOn({ ...ground, catalogueOn: (tx) => new CatalogFacts(tx) });
        return (batch) => recordSignals.run(batch as ReceivedSignals);
      },
    }),
  ],
})
export class MetaGraphModule {}
