import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import { registerRawScope } from '@whence/platform/http';
import type { EventTransport } from '@whence/platform/outbox';
import type { Background } from '@whence/platform/process';

import type { Edge } from '../create-edge.js';
import type { Worker } from '../create-worker.js';

/** What of one provider's intake this process does: take deliveries in, work them off, or both. */
export interface IntakeParts {
  readonly edge?: Edge;
  readonly worker?: Worker;
}

/** One provider's intake in step with the application. */
export class RunningIntake implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly intake: IntakeParts,
    private readonly host: HttpAdapterHost,
    private readonly transport: EventTransport,
    private readonly background: Background,
  ) {}

  onModuleInit(): void {
    const { edge, worker } = this.intake;
    if (edge !== undefined) {
      registerRawScope(this.host, edge.routes);
      this.background.add(edge.connections);
      this.background.add(edge.deliveries);
    }
    if (worker !== undefined) {
      this.transport.subscribe(worker.replay);
      this.background.add(worker.worker);
      if (worker.subscriptions !== undefined) this.background.add(worker.subscriptions);
    }
  }

  /** No request comes any more. Background work that never began, for want of a database, has a spool to give up too. */
  async onApplicationShutdown(): Promise<void> {
    await this.intake.edge?.deliveries.stop();
  }
}
