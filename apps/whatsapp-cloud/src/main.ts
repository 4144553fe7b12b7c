import { eventCatalogue } from '@whence/contracts-events';
import { AppConfig } from '@whence/platform/config';
import { runApp } from '@whence/platform/run';

import { WhatsappCloudModule } from './whatsapp-cloud.module.js';

await runApp({
  name: 'whatsapp-cloud',
  modules: [WhatsappCloudModule],
  Config: AppConfig,
  catalogue: eventCatalogue,
  outlivesPostgres: true,
});
