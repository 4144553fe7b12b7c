import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import type { RecordedClick } from '@whence/attribution-application';
import { attributionMigrations } from '@whence/attribution-persistence';
import { catalogMigrations, type LinksInMemory } from '@whence/catalog';
import type { PlatformConfig } from '@whence/platform/config';
import type { Readiness } from '@whence/platform/health';
import { registerRawScope, type RawScope } from '@whence/platform/http';
import type { UnpublishedEvents } from '@whence/platform/outbox';
import type { Background, Backlog, Relays, Schemas } from '@whence/platform/process';
import type { StoreAndForward } from '@whence/platform/spool';

export interface RedirectParts {
  readonly routes: RawScope;
  readonly links: LinksInMemory;
  readonly clicks: StoreAndForward<RecordedClick>;
  /** The clicks that are stored and not published yet. */
  readonly unpublished: UnpublishedEvents;
}

/** What the redirect takes part in. */
export interface RedirectPlace {
  readonly host: HttpAdapterHost;
  readonly config: PlatformConfig;
  readonly schemas: Schemas;
  readonly readiness: Readiness;
  readonly background: Background;
  readonly relays: Relays;
  readonly backlog: Backlog;
}

/** The redirect in step with the application: its routes, its links, its clicks and the relay that publishes them. */
export class RunningRedirect implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly parts: RedirectParts,
    private readonly place: RedirectPlace,
  ) {}

  onModuleInit(): void {
    const { routes, links, clicks, unpublished } = this.parts;
    const { host, config, schemas, readiness, background, relays, backlog } = this.place;
    registerRawScope(host, routes);
    schemas.require(catalogMigrations, config.databaseUrl);
    schemas.require(attributionMigrations, config.databaseUrl);
    readiness.require('links', () => Promise.resolve(links.areLoaded));
    background.add(clicks);
    background.add(links);
    backlog.count('outbox', 'spooled clicks', (workspaceId) => Promise.resolve(clicks.spooledOf(workspaceId)));
    relays.add(unpublished);
  }

  /** Where PostgreSQL never came, nothing was started that would be stopped; the spool is handed on all the same. */
  async onApplicationShutdown(): Promise<void> {
    await this.parts.clicks.stop();
  }
}
