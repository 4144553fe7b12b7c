import { Logger, type FactoryProvider } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { PlatformConfig } from '@whence/platform/config';
import { MasterKey } from '@whence/platform/crypto';
import { EventTransport } from '@whence/platform/outbox';
import type { Database } from '@whence/platform/postgres';
import { Backlog, Clock, Databases, Metrics } from '@whence/platform/process';

import type { AccountDirectory, ChannelAdapter, SignalRecorder } from '../channel-adapter.js';
import { createIntake } from '../create-intake.js';
import { RunningIntake } from './running-intake.js';

/** What a channel app has of its process to build its recorder on. */
export interface RecorderGround {
  readonly database: Database;
  readonly keys: MasterKey;
  readonly clock: Clock;
}

export interface ChannelIntake {
  readonly adapter: ChannelAdapter;
  readonly accounts: AccountDirectory;
  readonly recorderOn: (ground: RecorderGround) => SignalRecorder;
}

type Shared = readonly [HttpAdapterHost, EventTransport, Databases, PlatformConfig, MasterKey, Clock, Backlog, Metrics];

/** All of a channel app: its intake, wired to what the process shares, running as long as the application does. */
export const provideIntake = ({ adapter, accounts, recorderOn }: ChannelIntake): FactoryProvider<RunningIntake> => ({
  provide: RunningIntake,
  inject: [HttpAdapterHost, EventTransport, Databases, PlatformConfig, MasterKey, Clock, Backlog, Metrics],
  useFactory: (...[host, transport, databases, config, keys, clock, backlog, metrics]: Shared) => {
    const database = databases.at(config.databaseUrl);
    const logger = new Logger(`Intake ${adapter.provider}`);
    const intake = createIntake({
      adapter,
      database,
      keys,
      clock,
      backlog,
      metrics,
      accounts,
      recorder: recorderOn({ database, keys, clock }),
      report: (error) =>
        logger.warn({ message: 'a delivery was not worked off; it is tried again or kept aside', error }),
    });
    return new RunningIntake(intake, host, transport);
  },
});
