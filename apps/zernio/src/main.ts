import { eventCatalogue } from '@whence/contracts-events';
import { AppConfig } from '@whence/platform/config';
import { runApp } from '@whence/platform/run';

import { ZernioModule } from './zernio.module.js';

await runApp({
  name: 'zernio',
  modules: [ZernioModule],
  Config: AppConfig,
  catalogue: eventCatalogue,
  outlivesPostgres: true,
});
