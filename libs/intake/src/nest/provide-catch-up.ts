import { Logger, type FactoryProvider, type OnModuleInit } from '@nestjs/common';
import { PlatformConfig } from '@whence/platform/config';
import { MasterKey } from '@whence/platform/crypto';
import { Background, Clock, Databases, Metrics } from '@whence/platform/process';

import type { AccountsOfProvider, CatchUpSource, MessagesHeard } from '../catch-up/catch-up-source.js';
import type { CatchUp } from '../catch-up/catch-up.js';
import { createCatchUp } from '../catch-up/create-catch-up.js';
import type { RecorderGround } from './provide-intake.js';

export interface ChannelCatchUp {
  readonly sourceFor: (config: PlatformConfig) => CatchUpSource;
  readonly accounts: AccountsOfProvider;
  readonly heardOn: (ground: Pick<RecorderGround, 'database' | 'keys'>) => MessagesHeard;
  /** 0 is never. */
  readonly everyMinutes: (config: PlatformConfig) => number;
}

type Shared = readonly [Background, Databases, PlatformConfig, MasterKey, Clock, Metrics];

const minuteMs = 60_000;

/** One provider's catch-up, where this process is a worker, running as long as the application does. */
export const provideCatchUp = (channel: ChannelCatchUp): FactoryProvider<RunningCatchUp> => ({
  provide: RunningCatchUp,
  inject: [Background, Databases, PlatformConfig, MasterKey, Clock, Metrics],
  useFactory: (...[background, databases, config, keys, clock, metrics]: Shared) => {
    const everyMs = channel.everyMinutes(config) * minuteMs;
    if (config.intake === 'edge' || everyMs === 0) return new RunningCatchUp(undefined, background);
    const database = databases.at(config.databaseUrl);
    const source = channel.sourceFor(config);
    const logger = new Logger(`Catch-up ${source.provider}`);
    const { accounts } = channel;
    const heard = channel.heardOn({ database, keys });
    const ground = { source, database, keys, clock, metrics, accounts, heard, everyMs };
    return new RunningCatchUp(createCatchUp({ ...ground, report: (news) => logger.warn(news) }), background);
  },
});

/** One provider's catch-up in step with the application; nothing where this process does none. */
export class RunningCatchUp implements OnModuleInit {
  constructor(
    readonly catchUp: CatchUp | undefined,
    private readonly background: Background,
  ) {}

  onModuleInit(): void {
    if (this.catchUp !== undefined) this.background.add(this.catchUp);
  }
}
