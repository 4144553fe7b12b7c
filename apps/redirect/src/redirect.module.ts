import { Logger, Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { RecordClicks } from '@whence/attribution-application';
import { ClickQueue, PostgresClickLog } from '@whence/attribution-persistence';
import { linkChannel, LinksInMemory, PostgresRedirectLinks } from '@whence/catalog';
import { PlatformConfig } from '@whence/platform/config';
import { MasterKey } from '@whence/platform/crypto';
import { Readiness } from '@whence/platform/health';
import { NotificationListener } from '@whence/platform/postgres';
import { Background, Backlog, Clock, Databases, Metrics, Relays, Schemas } from '@whence/platform/process';

import { FollowLink } from './follow-link.js';
import { keptClicks } from './kept-clicks.js';
import { RunningRedirect, type RedirectParts, type RedirectPlace } from './running-redirect.js';
import { shortLinkRoutes } from './short-link-routes.js';

class Ground {
  constructor(
    readonly config: PlatformConfig,
    readonly databases: Databases,
    readonly keys: MasterKey,
    readonly clock: Clock,
    readonly metrics: Metrics,
  ) {}
}

const partsOn = async ({ config, databases, keys, clock, metrics }: Ground): Promise<RedirectParts> => {
  const logger = new Logger('Redirect');
  const database = databases.at(config.databaseUrl);
  const links = new LinksInMemory({
    links: new PostgresRedirectLinks(database),
    listen: (hearing) =>
      new NotificationListener({
        url: config.databaseUrl.reveal(),
        applicationName: 'whence-links',
        channel: linkChannel,
        ...hearing,
      }),
    now: () => clock.now(),
    report: ({ reason, error }) => logger.warn({ message: 'links are not kept up', reason, error }),
  });
  const clicks = await keptClicks({
    recordClicks: new RecordClicks(new PostgresClickLog(database, clock)),
    spoolDir: config.spoolDir,
    metrics,
    report: (news) => logger.warn(news),
  });
  const followLink = new FollowLink({ links, keepClick: (click) => clicks.keep(click), keys, clock });
  const routes = shortLinkRoutes(followLink, config.shortPathPrefix);
  return { routes, links, clicks, unpublished: new ClickQueue(database) };
};

class Place implements RedirectPlace {
  constructor(
    readonly host: HttpAdapterHost,
    readonly config: PlatformConfig,
    readonly schemas: Schemas,
    readonly readiness: Readiness,
    readonly background: Background,
    readonly relays: Relays,
    readonly backlog: Backlog,
  ) {}
}

/** Short links: resolve, mint the click, keep it, send on. */
@Module({
  providers: [
    {
      provide: Ground,
      inject: [PlatformConfig, Databases, MasterKey, Clock, Metrics],
      useFactory: (...parts: ConstructorParameters<typeof Ground>) => new Ground(...parts),
    },
    {
      provide: Place,
      inject: [HttpAdapterHost, PlatformConfig, Schemas, Readiness, Background, Relays, Backlog],
      useFactory: (...parts: ConstructorParameters<typeof Place>) => new Place(...parts),
    },
    {
      provide: RunningRedirect,
      inject: [Ground, Place],
      useFactory: async (ground: Ground, place: Place) => new RunningRedirect(await partsOn(ground), place),
    },
  ],
})
export class RedirectModule {}
