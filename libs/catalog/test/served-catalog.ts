import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessModule, createWorkspace } from '@whence/access';
import { loadConfig, PlatformConfig } from '@whence/platform/config';
import { createApplication } from '@whence/platform/http';
import { PostgresOutbox, type OutgoingEvent } from '@whence/platform/outbox';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';

import { catalogControllers, catalogProviders } from '../src/index.js';

export const masterKey = 'a master key that is long enough for tests';

/** What an API answered. Members that a test looks at are there, or the test fails. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test reads bodies as they are
  readonly body: any;
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
  /** A new workspace with an owner key. */
  tenant(name?: string): Promise<Tenant>;
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
  // Only what should never happen in a test is worth a line.
  const logStream = { write: (line: string) => void (/"level":("error"|50)/.test(line) && process.stderr.write(line)) };
  const application = await createApplication([AccessModule, CatalogUnderTestModule], config, { logStream });
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
  return {
    database,
    tenant: async (name = 'brand') => tenantOf(application, await createWorkspace(database.database, { name })),
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

const tenantOf = (
  application: NestFastifyApplication,
  { workspaceId, key }: { readonly workspaceId: string; readonly key: string },
): Tenant => {
  const send = async (
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    payload?: unknown,
    headers = {},
  ): Promise<Answer> => {
    const answer = await application.inject({
      method,
      url: `/v1/${url}`,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      ...(payload === undefined ? {} : { payload: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
    });
    return { status: answer.statusCode, type: String(answer.headers['content-type']), body: answer.json() };
  };
  return {
    workspaceId,
    get: (path) => send('GET', path),
    post: (path, body, headers) => send('POST', path, body, headers),
    patch: (path, body) => send('PATCH', path, body),
    made: async (path, body) => {
      const answer = await send('POST', path, body);
      if (answer.status !== 201) throw new Error(`POST ${path}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
  };
};
