import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig, PlatformConfig } from '@whence/platform/config';
import { newId } from '@whence/platform/crypto';
import { createApplication } from '@whence/platform/http';
import { PostgresOutbox, type OutgoingEvent } from '@whence/platform/outbox';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';

import { catalogControllers, catalogProviders } from '../src/index.js';
import { TestKeysModule } from './test-keys.module.js';

export const masterKey = 'a master key that is long enough for tests';

/** What an API answered. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test reads bodies as they are
  readonly body: any;
  /** Where a refusal says that something is wrong. */
  readonly paths: readonly string[];
}

/** Somebody of one workspace who uses the API. */
export interface Tenant {
  readonly workspaceId: string;
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  patch(path: string, body: unknown): Promise<Answer>;
  /** Posts what must succeed, and answers its body. */
  made(path: string, body: unknown): Promise<Answer['body']>;
}

export interface ServedCatalog {
  readonly database: TestDatabase;
  /** A new workspace. */
  tenant(): Tenant;
  /** The events of that workspace that wait to be published, oldest first. */
  events(workspaceId: string): Promise<readonly OutgoingEvent[]>;
  stop(): Promise<void>;
}

@Module({ controllers: catalogControllers, providers: catalogProviders })
class CatalogUnderTestModule {}

/** The catalogue's API on a database of its own, as an app serves it. */
export const serveCatalog = async (): Promise<ServedCatalog> => {
  const database = await createTestDatabase();
  const config = loadConfig(PlatformConfig, {
    DATABASE_URL: database.appUrl,
    WHENCE_MASTER_KEY: masterKey,
    WHENCE_SHORT_URL: 'https://go.test',
    PORT: '0',
    HOST: '127.0.0.1',
  });
  const logStream = {
    // Only what should never happen in a test is worth a line.
    write: (line: string) => {
      if (line.includes('"level":"error"')) process.stderr.write(line);
    },
  };
  const application = await createApplication([TestKeysModule, CatalogUnderTestModule], config, { logStream });
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
  return {
    database,
    tenant: () => tenantOf(application, newId('wsp')),
    events: async (workspaceId) => {
      const waiting = await new PostgresOutbox(database.database, 'catalog').next(1_000);
      return waiting.map(({ event }) => event).filter((event) => event.workspaceId === workspaceId);
    },
    stop: async () => {
      await application.close();
      await database.drop();
    },
  };
};

interface Sent {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

const tenantOf = (application: NestFastifyApplication, workspaceId: string): Tenant => {
  const send = async ({ method, path, body, headers = {} }: Sent): Promise<Answer> => {
    const answer = await application.inject({
      method,
      url: `/v1/${path}`,
      headers: { authorization: `Bearer ${workspaceId}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const answered = answer.json<{ errors?: { path: string }[] }>();
    return {
      status: answer.statusCode,
      type: String(answer.headers['content-type']),
      body: answered,
      paths: (answered.errors ?? []).map((error) => error.path),
    };
  };
  return {
    workspaceId,
    get: (path) => send({ method: 'GET', path }),
    post: (path, body, headers = {}) => send({ method: 'POST', path, body, headers }),
    patch: (path, body) => send({ method: 'PATCH', path, body }),
    made: async (path, body) => {
      const answer = await send({ method: 'POST', path, body });
      if (answer.status !== 201) throw new Error(`POST ${path}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
  };
};
