import { Module } from '@nestjs/common';
import type { ReceivedSignals } from '@whence/attribution-application';
import { recordSignalsOn } from '@whence/attribution-persistence';
import { CatalogFacts, ChannelAccountDirectory } from '@whence/catalog';
import { whatsappCloudAdapter } from '@whence/channel-whatsapp-cloud';
import { provideIntake } from '@whence/intake';

const accounts = new ChannelAccountDirectory();

/** WhatsApp straight from Meta: webhook edge and worker. */
@Module({
  providers: [
    provideIntake({
      adapter: whatsappCloudAdapter,
      accounts: (tx, workspaceId, references) => accounts.find(tx, workspaceId, references),
      recorderOn: (ground) => {
        const recordSignals = recordSignalsOn({ ...ground, catalogueOn: (tx) => new CatalogFacts(tx) });
        return (batch) => recordSignals.run(batch as ReceivedSignals);
      },
    }),
  ],
})
export class WhatsappCloudModule {}
