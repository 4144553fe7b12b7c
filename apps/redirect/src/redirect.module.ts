import { Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { RecordClick } from '@whence/attribution-application';
import { ClickQueue, MasterKeyFingerprints, PostgresUnitOfWork } from '@whence/attribution-persistence';
import { CatalogFacts, RedirectLinks } from '@whence/catalog';
import { PlatformConfig } from '@whence/platform/config';
import { MasterKey } from '@whence/platform/crypto';
import { Clock, Databases, Relays } from '@whence/platform/process';

import { FollowLink } from './follow-link.js';
import { RunningRedirect } from './running-redirect.js';
import { shortLinkRoutes } from './short-link-routes.js';

type Shared = readonly [HttpAdapterHost, Relays, Databases, PlatformConfig, MasterKey, Clock];

/** Short links: resolve, mint the click, keep it, send on. */
@Module({
  providers: [
    {
      provide: RunningRedirect,
      inject: [HttpAdapterHost, Relays, Databases, PlatformConfig, MasterKey, Clock],
      useFactory: (...[host, relays, databases, config, keys, clock]: Shared) => {
        const database = databases.at(config.databaseUrl);
        const unitOfWork = new PostgresUnitOfWork({
          database,
          role: 'worker',
          keys,
          fingerprints: new MasterKeyFingerprints(keys),
          clock,
          catalogueOn: (tx) => new CatalogFacts(tx),
          decides: false,
        });
        const followLink = new FollowLink({
          links: new RedirectLinks(database),
          recordClick: new RecordClick(unitOfWork),
          keys,
          clock,
        });
        const routes = shortLinkRoutes(followLink, config.shortPathPrefix);
        return new RunningRedirect({ routes, clicks: new ClickQueue(database) }, host, relays);
      },
    },
  ],
})
export class RedirectModule {}
