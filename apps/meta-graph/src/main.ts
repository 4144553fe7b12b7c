import { eventCatalogue } from '@whence/contracts-events';
import { AppConfig } from '@whence/platform/config';
import { runApp } from '@whence/platform/run';

import { MetaGraphModule } from './meta-graph.module.js';

await runApp({
  name: 'meta-graph',
  modules: [MetaGraphModule],
  Config: AppConfig,
  catalogue: eventCatalogue,
  outlivesPostgres: true,
});
