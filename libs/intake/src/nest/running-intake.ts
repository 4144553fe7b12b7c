import type { OnApplicationBootstrap, OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import { registerRawScope } from '@whence/platform/http';
import type { EventTransport } from '@whence/platform/outbox';

import type { Intake } from '../create-intake.js';

/** One provider's intake in step with the application: routes and consumer first, then the worker, and back. */
export class RunningIntake implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly intake: Intake,
    private readonly host: HttpAdapterHost,
    private readonly transport: EventTransport,
  ) {}

  onModuleInit(): void {
    registerRawScope(this.host, this.intake.edge);
    this.transport.subscribe(this.intake.replay);
  }

  onApplicationBootstrap(): void {
    this.intake.worker.start();
  }

  /** Before the process gives up its database connections. */
  async onModuleDestroy(): Promise<void> {
    await this.intake.worker.stop();
  }
}
