import { eventCatalogue } from '@whence/contracts-events';
import { AppConfig } from '@whence/platform/config';
import { runApp } from '@whence/platform/run';

import { AttributionModule } from './attribution.module.js';

await runApp({
  name: 'attribution',
  modules: [AttributionModule],
  Config: AppConfig,
  catalogue: eventCatalogue,
});
