import {
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Logger } from '@nestjs/common';

import { PlatformConfig } from '../config/platform-config.js';
import { MasterKey } from '../crypto/master-key.js';
import type { EventCatalogue } from '../kafka/event-catalogue.js';
import { DeadLetterQueue } from '../outbox/dead-letter-queue.js';
import { EventTransport } from '../outbox/event-transport.js';
import { Metrics } from '../telemetry/metrics.js';
import { Background } from './background.js';
import { Backlog } from './backlog.js';
import { Clock, SystemClock } from './clock.js';
import { ConsumerMetrics } from './consumer-metrics.js';
import { Databases } from './databases.js';
import { eventTransportOf } from './event-transport-of.js';
import { RelayMetrics } from './measured-publisher.js';
import { Relays } from './relays.js';
import { Schemas } from './schemas.js';

export interface PlatformParts {
  /** The published events; needed where they travel over Kafka. */
  readonly catalogue?: EventCatalogue | undefined;
  /** The machine's, unless a test moves the time. */
  readonly clock?: Clock | undefined;
}

/** What the modules of one process share. Global: each root imports it once, nobody else does. */
@Module({})
export class PlatformModule implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly databases: Databases,
    private readonly background: Background,
    private readonly transport: EventTransport,
    private readonly relays: Relays,
    private readonly consumerMetrics: ConsumerMetrics,
  ) {}

  static with(config: PlatformConfig, { catalogue, clock }: PlatformParts = {}): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      providers: [...providersOf(config, { catalogue, clock })],
      exports: [
        PlatformConfig,
        MasterKey,
        Clock,
        Databases,
        Schemas,
        Background,
        EventTransport,
        Relays,
        Backlog,
        Metrics,
      ],
    };
  }

  async onModuleInit(): Promise<void> {
    await this.databases.refuseUnsafeRoles();
  }

  /** Every module has subscribed its consumers and added its work by now. */
  onApplicationBootstrap(): void {
    for (const { deadLetters } of this.transport.consumers) {
      if (deadLetters !== undefined) this.relays.add(new DeadLetterQueue(deadLetters));
    }
    this.background.add({
      name: 'events',
      start: () => {
        this.relays.start();
        this.consumerMetrics.start();
        // Not waited for: a broker that is away keeps nothing else from starting, or this process from stopping.
        void this.transport.start();
      },
      stop: async () => {
        this.consumerMetrics.stop();
        await this.transport.stopConsuming();
        await this.relays.stop();
      },
    });
    this.background.start();
  }

  /** The HTTP server is closed and every other module has stopped: nothing needs a connection any more. */
  async onApplicationShutdown(): Promise<void> {
    await this.background.stop();
    await this.transport.close();
    await this.databases.close();
  }
}

const providersOf = (config: PlatformConfig, { catalogue, clock = new SystemClock() }: PlatformParts) => [
  { provide: PlatformConfig, useValue: config },
  {
    provide: MasterKey,
    useFactory: () => new MasterKey(config.masterKey.reveal(), config.previousMasterKey?.reveal()),
  },
  { provide: Clock, useValue: clock },
  { provide: Metrics, useFactory: () => new Metrics() },
  { provide: Backlog, useFactory: () => new Backlog() },
  {
    provide: EventTransport,
    inject: [Metrics],
    useFactory: (metrics: Metrics) => eventTransportOf(config, catalogue, metrics),
  },
  {
    provide: ConsumerMetrics,
    inject: [Metrics, EventTransport],
    useFactory: (metrics: Metrics, transport: EventTransport) => new ConsumerMetrics(metrics, transport),
  },
  { provide: Schemas, inject: [Databases], useFactory: (databases: Databases) => new Schemas(databases) },
  { provide: Background, inject: [Schemas], useFactory: (schemas: Schemas) => new Background(schemas) },
  {
    provide: Databases,
    useFactory: () => {
      const databases = new Databases('whence');
      databases.at(config.databaseUrl);
      return databases;
    },
  },
  {
    provide: Relays,
    inject: [EventTransport, Backlog, Metrics],
    useFactory: ({ publisher }: EventTransport, backlog: Backlog, metrics: Metrics) => {
      const logger = new Logger('Relay');
      return new Relays({
        publisher,
        backlog,
        metrics: new RelayMetrics(metrics),
        report: ({ relay, error }) => logger.warn({ message: 'publishing failed', relay, error }),
      });
    },
  },
];
