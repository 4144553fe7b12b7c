import { eventCatalogue } from '@whence/contracts-events';
import { AppConfig } from '@whence/platform/config';
import { runApp } from '@whence/platform/run';

import { AnalyticsModule } from './analytics.module.js';

await runApp({
  name: 'analytics',
  modules: [AnalyticsModule],
  Config: AppConfig,
  catalogue: eventCatalogue,
});
