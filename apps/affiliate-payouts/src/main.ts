import { eventCatalogue } from '@whence/contracts-events';
import { AppConfig } from '@whence/platform/config';
import { runApp } from '@whence/platform/run';

import { AffiliatePayoutsModule } from './affiliate-payouts.module.js';

await runApp({
  name: 'affiliate-payouts',
  modules: [AffiliatePayoutsModule],
  Config: AppConfig,
  catalogue: eventCatalogue,
});
