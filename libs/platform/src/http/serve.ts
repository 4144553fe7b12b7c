import { Module, type ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

import type { PlatformConfig } from '../config/platform-config.js';
import { HealthModule } from '../health/health.module.js';
import { Readiness } from '../health/readiness.js';
import type { EventCatalogue } from '../kafka/event-catalogue.js';
import { PlatformModule } from '../process/platform.module.js';
import { JsonLogger } from '../telemetry/json-logger.js';
import type { LogStream } from '../telemetry/log-options.js';
import { Metrics } from '../telemetry/metrics.js';
import { addDocs } from './docs.js';
import { createFastifyAdapter } from './fastify-server.js';
import { ProblemFilter } from './problem.filter.js';
import { measureRequests } from './request-metrics.js';
import { RouteTable } from './route-table.js';
import { createValidationPipe } from './validation.js';

export type AppModules = NonNullable<ModuleMetadata['imports']>;

export interface ServeOptions {
  /** The published events; needed where they travel over Kafka. */
  readonly catalogue?: EventCatalogue;
  /** Where log lines go; standard error unless said otherwise. */
  readonly logStream?: LogStream;
}

/** A process that listens. */
export interface Served {
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly application: NestFastifyApplication;
  /** Becomes unready, lets requests under way finish (at most 10 s), stops workers and relays, closes connections. */
  close(): Promise<void>;
}

const drainMs = 10_000;

@Module({})
class RootModule {}

/** The given modules as one application, with everything every process has, not yet listening. */
export const createApplication = async (
  modules: AppModules,
  config: PlatformConfig,
  { logStream, catalogue }: ServeOptions = {},
): Promise<NestFastifyApplication> => {
  const adapter = createFastifyAdapter(logStream);
  const server = adapter.getInstance<FastifyInstance>();
  const routes = new RouteTable(server);
  const application = await NestFactory.create<NestFastifyApplication>(
    { module: RootModule, imports: [PlatformModule.with(config, catalogue), HealthModule, ...modules] },
    adapter,
    { logger: new JsonLogger(server.log), bodyParser: false, abortOnError: false },
  );
  application.useGlobalPipes(createValidationPipe());
  application.useGlobalFilters(new ProblemFilter(routes));
  measureRequests(server, application.get(Metrics));
  addDocs(application);
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
  return { url: await urlOf(application), application, close: () => close(application, readiness) };
};

const urlOf = async (application: NestFastifyApplication): Promise<string> => {
  const url = await application.getUrl();
  return url.replace(/\/\/(\[::1?\]|0\.0\.0\.0)/, '//127.0.0.1');
};

const close = async (application: NestFastifyApplication, readiness: Readiness): Promise<void> => {
  readiness.stopServing();
  const { server } = application.getHttpAdapter().getInstance();
  const deadline = setTimeout(() => server.closeAllConnections(), drainMs);
  try {
    await application.close();
  } finally {
    clearTimeout(deadline);
  }
};
