import { join } from 'node:path';

import { Logger, type FactoryProvider } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { PlatformConfig } from '@whence/platform/config';
import { MasterKey } from '@whence/platform/crypto';
import { EventTransport } from '@whence/platform/outbox';
import type { Database } from '@whence/platform/postgres';
import { Background, Backlog, Clock, Databases, Metrics } from '@whence/platform/process';
import { Spool } from '@whence/platform/spool';
import type { SubscriptionReader } from '@whence/signals';

import type { AccountDirectory, ChannelAdapter, SignalRecorder } from '../channel-adapter.js';
import { createEdge } from '../create-edge.js';
import { createWorker, type ComparedSubscriptions, type Worker } from '../create-worker.js';
import type { AccountsPage } from '../subscriptions/compared-accounts.js';
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
  /** How the worker compares subscriptions with what they should be; without it, it does not. */
  readonly subscriptions?: {
    readonly readerOf: (config: PlatformConfig) => SubscriptionReader;
    readonly accounts: AccountsPage;
  };
}

interface Ground extends RecorderGround {
  readonly backlog: Backlog;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

type Shared = readonly [
  HttpAdapterHost,
  EventTransport,
  Background,
  Databases,
  PlatformConfig,
  MasterKey,
  Clock,
  Backlog,
  Metrics,
];

/**
 * All of a channel app: its intake, wired to what the process shares, running as long as the application does. The
 * variable INTAKE says which part of it: edge, worker or both.
 */
export const provideIntake = (channel: ChannelIntake): FactoryProvider<RunningIntake> => ({
  provide: RunningIntake,
  inject: [HttpAdapterHost, EventTransport, Background, Databases, PlatformConfig, MasterKey, Clock, Backlog, Metrics],
  useFactory: async (...[host, transport, background, databases, config, keys, clock, backlog, metrics]: Shared) => {
    const logger = new Logger(`Intake ${channel.adapter.provider}`);
    const ground = { database: databases.at(config.databaseUrl), keys, clock, backlog, metrics, logger };
    const worker = config.intake === 'edge' ? undefined : workerOf(channel, ground, config);
    const edge = config.intake === 'worker' ? undefined : await edgeOf(channel, ground, { config, worker });
    const intake = { ...(edge === undefined ? {} : { edge }), ...(worker === undefined ? {} : { worker }) };
    return new RunningIntake(intake, host, transport, background);
  },
});

const workerOf = (
  { adapter, accounts, recorderOn, subscriptions }: ChannelIntake,
  { logger, ...ground }: Ground,
  config: PlatformConfig,
) =>
  createWorker({
    ...ground,
    adapter,
    accounts,
    recorder: recorderOn(ground),
    ...(subscriptions === undefined ? {} : { subscriptions: comparedBy(subscriptions, config) }),
    report: (error) =>
      logger.warn({ message: 'work in the background failed; it is tried again or kept aside', error }),
  });

const comparedBy = (
  { readerOf, accounts }: NonNullable<ChannelIntake['subscriptions']>,
  config: PlatformConfig,
): ComparedSubscriptions => ({
  reader: readerOf(config),
  accounts,
  everyMs: config.subscriptionCheckSeconds * 1_000,
});

const edgeOf = async (
  { adapter }: ChannelIntake,
  { logger, ...ground }: Ground,
  { config, worker }: { readonly config: PlatformConfig; readonly worker: Worker | undefined },
) =>
  createEdge({
    ...ground,
    adapter,
    spool: await Spool.open({ folder: join(config.spoolDir, adapter.provider) }),
    report: (news) => logger.warn(news),
    onStored: () => worker?.worker.wake(),
  });
