import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessModule, createWorkspace, type CreatedWorkspace } from '@whence/access';
import { catalogControllers, catalogProviders } from '@whence/catalog';
import { intakeControllers, intakeProviders, RunningCatchUp } from '@whence/intake';
import { loadConfig, PlatformConfig } from '@whence/platform/config';
import { createApplication } from '@whence/platform/http';
import { PostgresOutbox } from '@whence/platform/outbox';
import { Backlog, Databases, Relays } from '@whence/platform/process';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import { ZernioModule } from '../src/zernio.module.js';
import { refCode, type TestAccount } from './stored-conversations.js';
import { ZernioServer } from './zernio-server.js';

@Module({
  imports: [AccessModule],
  controllers: [...catalogControllers, ...intakeControllers],
  providers: [...catalogProviders, ...intakeProviders],
})
class ManagementApiModule {}

const secret = 'zernio-secret';
export const zernioKey = 'sk_zernio_0123456789';
/** What stands about the one person who wrote to an account. */
export interface Outcome {
  readonly status: string;
  readonly match_type: string | null;
  readonly version: number;
  readonly opened_at: Date;
}

/** The app of Zernio on a database of its own, and a Zernio that can be asked. */
export class CatchUpUnderTest {
  private readonly workspaces: CreatedWorkspace[] = [];

  private constructor(
    readonly zernio: ZernioServer,
    private readonly database: TestDatabase,
    private readonly owner: pg.Client,
    private readonly app: NestFastifyApplication,
    private readonly folder: string,
    readonly logged: readonly string[],
  ) {}

  static async make(intake: 'worker' | 'both' | 'edge' = 'both'): Promise<CatchUpUnderTest> {
    const database = await createTestDatabase();
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const folder = await mkdtemp(join(tmpdir(), 'whence-catch-up-test-'));
    const zernio = new ZernioServer();
    const logged: string[] = [];
    const config = loadConfig(PlatformConfig, {
      DATABASE_URL: database.appUrl,
      WHENCE_MASTER_KEY: 'catch-up-tests-catch-up-tests-catch-up-tests',
      WHENCE_SPOOL_DIR: folder,
      ZERNIO_API_URL: await zernio.start(),
      INTAKE: intake,
    });
    const app = await createApplication([ManagementApiModule, ZernioModule], config, {
      logStream: { write: (line: string) => logged.push(line) },
    });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    app.get(Relays).add(new PostgresOutbox(app.get(Databases).at(config.databaseUrl), 'catalog'));
    return new CatchUpUnderTest(zernio, database, owner, app, folder, logged);
  }

  get catchesUp(): boolean {
    return this.app.get(RunningCatchUp).catchUp !== undefined;
  }

  /** A workspace with an account that Zernio knows, a link that leads to it, and perhaps a key to ask about it. */
  async account(zernioAccountId: string, apiKey?: string): Promise<TestAccount> {
    const workspace = await createWorkspace(this.database.database, { name: zernioAccountId });
    const connection = { provider: 'zernio', name: zernioAccountId, secrets: [secret] };
    const { webhookPath } = await this.post<{ webhookPath: string }>(workspace, '/v1/connections', {
      ...connection,
      ...(apiKey === undefined ? {} : { apiKey }),
    });
    const { id } = await this.post<{ id: string }>(workspace, '/v1/channel-accounts', {
      channel: 'instagram',
      handle: zernioAccountId,
      externalIds: { zernioAccountId },
    });
    const link = { channelAccountId: id, refCode, activeFrom: '2026-01-01T00:00:00.000Z' };
    await this.post(workspace, '/v1/links', link);
    this.workspaces.push(workspace);
    return { id, zernioAccountId, webhookPath };
  }

  /** Asks Zernio about everybody, as if the time for it had come, and lets the worker finish. */
  async catchUp(): Promise<void> {
    await this.rows('UPDATE intake.catch_up SET due_at = now()');
    await this.lookOnly();
  }

  /** Asks Zernio about those who are due. */
  async lookOnly(): Promise<void> {
    await this.app.get(RunningCatchUp).catchUp?.run();
    await this.untilWorkedOff();
  }

  async deliver({ webhookPath }: TestAccount, payload: object): Promise<void> {
    const body = JSON.stringify(payload);
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-zernio-signature': signature };
    const answer = await this.app.inject({ method: 'POST', url: webhookPath, payload: body, headers });
    if (answer.statusCode !== 200) throw new Error(`the webhook was answered ${answer.statusCode}`);
    await this.untilWorkedOff();
  }

  async outcomeOf({ id }: TestAccount): Promise<Outcome | undefined> {
    const outcomes = await this.rows<Outcome>(
      `SELECT d.status, d.match_type, d.version, d.opened_at FROM attribution.decision d
       JOIN attribution.conversation c ON c.id = d.conversation_id WHERE d.is_standing AND c.channel_account_id = $1`,
      [id],
    );
    if (outcomes.length > 1) throw new Error('one person became several');
    return outcomes[0];
  }

  async touchesOf({ id }: TestAccount): Promise<readonly { id: string; version: number; entry_id: string }[]> {
    return this.rows(
      `SELECT t.id, t.version, t.entry_id FROM attribution.touchpoint t
       JOIN attribution.conversation c ON c.id = t.conversation_id WHERE c.channel_account_id = $1 ORDER BY t.id`,
      [id],
    );
  }

  async deliveriesOf({ webhookPath }: TestAccount): Promise<number> {
    const [row] = await this.rows<{ stored: string }>(
      'SELECT count(*) AS stored FROM intake.inbox WHERE connection_id = $1',
      [webhookPath.split('/').at(-1)],
    );
    return Number(row?.stored);
  }

  /** What is really in the tables, past every role. */
  async rows<Row extends object>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return (await this.owner.query<Row>(sql, [...params])).rows;
  }

  async end(): Promise<void> {
    await this.app.close();
    await this.zernio.stop();
    await rm(this.folder, { recursive: true, force: true });
    await this.owner.end();
    await this.database.drop();
  }

  private async post<Answer>({ key }: CreatedWorkspace, url: string, payload: object): Promise<Answer> {
    const headers = { authorization: `Bearer ${key}` };
    const answer = await this.app.inject({ method: 'POST', url, payload, headers });
    if (answer.statusCode !== 201) throw new Error(`POST ${url}: ${answer.body}`);
    return answer.json<Answer>();
  }

  private async untilWorkedOff(): Promise<void> {
    for (let looks = 0; looks < 400; looks += 1) {
      const backlogs = this.workspaces.map(({ workspaceId }) => this.app.get(Backlog).of(workspaceId));
      if ((await Promise.all(backlogs)).every(({ inbox, outbox }) => inbox === 0 && outbox === 0)) return;
      await sleep(25);
    }
    throw new Error('the backlog does not empty');
  }
}
