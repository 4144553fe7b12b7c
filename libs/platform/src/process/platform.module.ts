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
import { InProcessPublisher } from '../outbox/publisher.js';
import { Metrics } from '../telemetry/metrics.js';
import { Backlog } from './backlog.js';
import { Clock, SystemClock } from './clock.js';
import { Databases } from './databases.js';
import { Relays } from './relays.js';

/** What the modules of one process share. Global: each root imports it once, nobody else does. */
@Module({})
export class PlatformModule implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly databases: Databases,
    private readonly relays: Relays,
  ) {}

  static with(config: PlatformConfig): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      providers: [...providersOf(config)],
      exports: [PlatformConfig, MasterKey, Clock, Databases, InProcessPublisher, Relays, Backlog, Metrics],
    };
  }

  async onModuleInit(): Promise<void> {
    await this.databases.refuseUnsafeRoles();
  }

  /** Every module has subscribed its consumers by now. */
  onApplicationBootstrap(): void {
    this.relays.start();
  }

  /** The HTTP server is closed and every other module has stopped: nothing needs a connection any more. */
  async onApplicationShutdown(): Promise<void> {
    await this.relays.stop();
    await this.databases.close();
  }
}

const providersOf = (config: PlatformConfig) => [
  { provide: PlatformConfig, useValue: config },
  {
    provide: MasterKey,
    useFactory: () => new MasterKey(config.masterKey.reveal(), config.previousMasterKey?.reveal()),
  },
  { provide: Clock, useFactory: () => new SystemClock() },
  { provide: Metrics, useFactory: () => new Metrics() },
  { provide: Backlog, useFactory: () => new Backlog() },
  { provide: InProcessPublisher, useFactory: () => new InProcessPublisher() },
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
    inject: [InProcessPublisher, Backlog],
    useFactory: (publisher: InProcessPublisher, backlog: Backlog) => {
      const logger = new Logger('Relay');
      return new Relays(publisher, backlog, ({ relay, error }) =>
        logger.warn({ message: 'publishing failed', relay, error }),
      );
    },
  },
];
