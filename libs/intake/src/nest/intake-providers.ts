import type { Provider, Type } from '@nestjs/common';
import { PlatformConfig } from '@whence/platform/config';
import { MasterKey } from '@whence/platform/crypto';
import { Clock, Databases } from '@whence/platform/process';

import { Connections } from '../connections/connections.js';
import { ConnectionsController } from '../connections/connections.controller.js';

/** The management API of connections, for the app that mounts it. */
export const intakeControllers: readonly Type[] = [ConnectionsController];

export const intakeProviders: readonly Provider[] = [
  {
    provide: Connections,
    inject: [Databases, PlatformConfig, MasterKey, Clock],
    useFactory: (...[databases, config, keys, clock]: readonly [Databases, PlatformConfig, MasterKey, Clock]) =>
      new Connections(databases.at(config.databaseUrl), keys, clock),
  },
];
