import { Module } from '@nestjs/common';
import type { ReceivedSignals } from '@whence/attribution-application';
import { recordSignalsOn } from '@whence/attribution-persistence';
import { CatalogFacts, ChannelAccountDirectory } from '@whence/catalog';
import { zernioAdapter } from '@whence/channel-zernio';
import { provideIntake } from '@whence/intake';

const accounts = new ChannelAccountDirectory();

/** Instagram, Messenger and WhatsApp through Zernio: webhook edge and worker. */
@Module({
  providers: [
    provideIntake({
      adapter: zernioAdapter,
      accounts: (tx, workspaceId, references) => accounts.find(tx, workspaceId, references),
      recorderOn: (ground) => {
        const recordSignals = recordSignalsOn({ ...ground, catalogueOn: (tx) => new CatalogFacts(tx) });
        return (batch) => recordSignals.run(batch as ReceivedSignals);
      },
    }),
  ],
})
export class ZernioModule {}
