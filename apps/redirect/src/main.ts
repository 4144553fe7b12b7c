import { eventCatalogue } from '@whence/contracts-events';
import { AppConfig } from '@whence/platform/config';
import { runApp } from '@whence/platform/run';

import { RedirectModule } from './redirect.module.js';

await runApp({
  name: 'redirect',
  modules: [RedirectModule],
  Config: AppConfig,
  catalogue: eventCatalogue,
  outlivesPostgres: true,
});
