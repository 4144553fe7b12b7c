import type { OnModuleInit } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import type { UnpublishedEvents } from '@whence/platform/outbox';
import { registerRawScope, type RawScope } from '@whence/platform/http';
import type { Relays } from '@whence/platform/process';

export interface RedirectParts {
  readonly routes: RawScope;
  /** The clicks that are not published yet. */
  readonly clicks: UnpublishedEvents;
}

/** The redirect in step with the application: its routes, and the relay that publishes its clicks. */
export class RunningRedirect implements OnModuleInit {
  constructor(
    private readonly parts: RedirectParts,
    private readonly host: HttpAdapterHost,
    private readonly relays: Relays,
  ) {}

  onModuleInit(): void {
    registerRawScope(this.host, this.parts.routes);
    this.relays.add(this.parts.clicks);
  }
}
