import { setTimeout as sleep } from 'node:timers/promises';

import { Module, type ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, onSendHookHandler } from 'fastify';

import type { PlatformConfig } from '../config/platform-config.js';
import { HealthModule } from '../health/health.module.js';
import { Readiness } from '../health/readiness.js';
import type { EventCatalogue } from '../kafka/event-catalogue.js';
import { Background } from '../process/background.js';
import type { Clock } from '../process/clock.js';
import { Databases } from '../process/databases.js';
import { PlatformModule } from '../process/platform.module.js';
import { JsonLogger } from '../telemetry/json-logger.js';
import type { LogStream } from '../telemetry/log-options.js';
import { Metrics } from '../telemetry/metrics.js';
import { addDocs } from './docs.js';
import { addEventsPage } from './events-page/add-events-page.js';
import { createFastifyAdapter } from './fastify-server.js';
import { ProblemFilter } from './problem.filter.js';
import { measureRequests } from './request-metrics.js';
import { RouteTable } from './route-table.js';
import { createValidationPipe } from './validation.js';

export type AppModules = NonNullable<ModuleMetadata['imports']>;

export interface ServeOptions {
  /** The published events; needed where they travel over Kafka. */
  readonly catalogue?: EventCatalogue;
  /** It goes on answering from memory and spool while PostgreSQL is away, and then still wants traffic. */
  readonly outlivesPostgres?: boolean;
  /** What tells the time. Only code can say so, and no variable: the machine's clock unless a test moves it. */
  readonly clock?: Clock;
  /** Where log lines go; standard error unless said otherwise. */
  readonly logStream?: LogStream;
}

/** A process that listens. */
export interface Served {
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly application: NestFastifyApplication;
  /** Resolves with the reason why this process must not go on, such as a role that turned out to be unsafe. */
  readonly failed: Promise<Error>;
  /**
   * Becomes unready, takes requests for the configured delay, lets those under way finish (at most 10 s), stops workers and
   * relays, closes connections.
   */
  close(): Promise<void>;
}

const drainMs = 10_000;
const sweepMs = 100;

@Module({})
class RootModule {}

/** The given modules as one application, with everything every process has, not yet listening. */
export const createApplication = async (
  modules: AppModules,
  config: PlatformConfig,
  { logStream, catalogue, clock, outlivesPostgres = false }: ServeOptions = {},
): Promise<NestFastifyApplication> => {
  const adapter = createFastifyAdapter({ logStream, trustedProxies: config.trustedProxies });
  const server = adapter.getInstance<FastifyInstance>();
  const routes = new RouteTable(server);
  const application = await NestFactory.create<NestFastifyApplication>(
    {
      module: RootModule,
      imports: [PlatformModule.with(config, { catalogue, clock }), HealthModule.with({ outlivesPostgres }), ...modules],
    },
    adapter,
    { logger: new JsonLogger(server.log), bodyParser: false, abortOnError: false },
  );
  application.useGlobalPipes(createValidationPipe());
  application.useGlobalFilters(new ProblemFilter(routes));
  measureRequests(server, application.get(Metrics));
  hangUpWhenStopping(server, application.get(Readiness));
  addDocs(application);
  addEventsPage(server, catalogue, config.kafkaTopicPrefix);
  return application;
};

/** Serves the given modules in this process: validation, limits, problems, health, metrics and docs, once for all. */
export const serve = async (modules: AppModules, config: PlatformConfig, options?: ServeOptions): Promise<Served> => {
  const application = await createApplication(modules, config, options);
  const readiness = application.get(Readiness);
  try {
    await application.listen(config.port, config.host);
  } catch (error) {
    await application.close();
    throw error;
  }
  readiness.startServing();
  return {
    url: await urlOf(application),
    application,
    failed: Promise.race([application.get(Databases).foundUnsafe, application.get(Background).failed]),
    close: () => close(application, config),
  };
};

/** Whoever keeps a connection open is told to open the next one elsewhere, before this one is closed on him. */
const hangUpWhenStopping = (server: FastifyInstance, readiness: Readiness): void => {
  // Decided when the answer goes out: what is under way was asked before anybody wanted to stop.
  server.addHook('onSend', (...[, reply, , done]: Parameters<onSendHookHandler>) => {
    if (readiness.isStopping) reply.header('connection', 'close');
    done();
  });
};

const urlOf = async (application: NestFastifyApplication): Promise<string> => {
  const url = await application.getUrl();
  return url.replace(/\/\/(\[::1?\]|0\.0\.0\.0)/, '//127.0.0.1');
};

const close = async (application: NestFastifyApplication, { stopDelayMs }: PlatformConfig): Promise<void> => {
  application.get(Readiness).stopServing();
  await sleep(stopDelayMs);
  const { server } = application.getHttpAdapter().getInstance();
  const deadline = setTimeout(() => server.closeAllConnections(), drainMs);
  // One that was busy when the server closed its idle connections would be waited for until it times out.
  const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
  try {
    await application.close();
  } finally {
    clearTimeout(deadline);
    clearInterval(sweep);
  }
};
