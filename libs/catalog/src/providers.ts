import type { Provider, Type } from '@nestjs/common';
import { PlatformConfig } from '@whence/platform/config';
import { MasterKey } from '@whence/platform/crypto';
import { Clock, Databases } from '@whence/platform/process';

import { AdRow } from './ads/ad.row.js';
import { AdsController } from './ads/ads.controller.js';
import { Ads } from './ads/ads.service.js';
import { CampaignRow } from './campaigns/campaign.row.js';
import { CampaignsController } from './campaigns/campaigns.controller.js';
import { Campaigns } from './campaigns/campaigns.service.js';
import { ChannelAccountRow } from './channel-accounts/channel-account.row.js';
import { ChannelAccountsController } from './channel-accounts/channel-accounts.controller.js';
import { ChannelAccounts } from './channel-accounts/channel-accounts.service.js';
import { ExternalIdRow } from './channel-accounts/external-id.row.js';
import { CouponRow } from './coupons/coupon.row.js';
import { CouponsController } from './coupons/coupons.controller.js';
import { Coupons } from './coupons/coupons.service.js';
import { EnrollmentRow } from './enrollments/enrollment.row.js';
import { EnrollmentsController } from './enrollments/enrollments.controller.js';
import { Enrollments } from './enrollments/enrollments.service.js';
import { LinkRow } from './links/link.row.js';
import { LinksController } from './links/links.controller.js';
import { Links } from './links/links.service.js';
import { PartnerIdentities } from './partners/partner-identities.js';
import { PartnerIdentityRow } from './partners/partner-identity.row.js';
import { PartnerRow } from './partners/partner.row.js';
import { PartnersController } from './partners/partners.controller.js';
import { Partners } from './partners/partners.service.js';
import { ProgramVersionRow } from './programs/program-version.row.js';
import { ProgramRow } from './programs/program.row.js';
import { ProgramsController } from './programs/programs.controller.js';
import { Programs } from './programs/programs.service.js';
import { CatalogRows } from './rows/catalog-rows.js';

/** Every row class of schema `catalog`. */
export const catalogRows: readonly (new () => object)[] = [
  AdRow,
  CampaignRow,
  ChannelAccountRow,
  CouponRow,
  EnrollmentRow,
  ExternalIdRow,
  LinkRow,
  PartnerIdentityRow,
  PartnerRow,
  ProgramRow,
  ProgramVersionRow,
];

/** The catalogue's HTTP API. The app that mounts it also provides `catalogProviders` and relays the outbox `catalog`. */
export const catalogControllers: Type<unknown>[] = [
  AdsController,
  CampaignsController,
  ChannelAccountsController,
  CouponsController,
  EnrollmentsController,
  LinksController,
  PartnersController,
  ProgramsController,
];

/** The services behind the controllers, made of what `PlatformModule` shares. */
export const catalogProviders: Provider[] = [
  {
    provide: CatalogRows,
    inject: [Databases, PlatformConfig, Clock],
    useFactory: (databases: Databases, config: PlatformConfig, clock: Clock) =>
      new CatalogRows(databases.rows('catalog', config.databaseUrl, catalogRows), clock),
  },
  {
    provide: Links,
    inject: [CatalogRows, PlatformConfig],
    useFactory: (rows: CatalogRows, config: PlatformConfig) => new Links(rows, config.shortUrl),
  },
  {
    provide: Coupons,
    inject: [CatalogRows, MasterKey],
    useFactory: (rows: CatalogRows, keys: MasterKey) => new Coupons(rows, keys),
  },
  {
    provide: Partners,
    inject: [CatalogRows, MasterKey],
    useFactory: (rows: CatalogRows, keys: MasterKey) => new Partners(rows, new PartnerIdentities(keys)),
  },
  ...[Ads, Campaigns, ChannelAccounts, Enrollments, Programs].map((service) => ({
    provide: service,
    inject: [CatalogRows],
    useFactory: (rows: CatalogRows) => new service(rows),
  })),
];
