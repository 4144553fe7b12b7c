import { AffiliatePayoutsModule } from '@whence/app-affiliate-payouts/module';
import { AnalyticsModule } from '@whence/app-analytics/module';
import { AttributionModule } from '@whence/app-attribution/module';
import { MetaGraphModule } from '@whence/app-meta-graph/module';
import { RedirectModule } from '@whence/app-redirect/module';
import { WhatsappCloudModule } from '@whence/app-whatsapp-cloud/module';
import { ZernioModule } from '@whence/app-zernio/module';

/** Every app, side by side in one process. */
export const appModules = [
  ZernioModule,
  MetaGraphModule,
  WhatsappCloudModule,
  RedirectModule,
  AttributionModule,
  AnalyticsModule,
  AffiliatePayoutsModule,
];
