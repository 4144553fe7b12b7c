import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NotificationListener } from '@whence/platform/postgres';
import pg from 'pg';

import { setUpBrand, type Brand } from '../../test/brand.js';
import { serveCatalog, type ServedCatalog, type Tenant } from '../../test/served-catalog.js';
import { linkChannel } from './link-changes.js';
import { LinksInMemory } from './links-in-memory.js';
import { PostgresRedirectLinks } from './redirect-links.js';

const applicationName = 'whence-links-under-test';
const pollMs = 10;

let catalog: ServedCatalog;
let owner: pg.Client;
let tenant: Tenant;
let brand: Brand;
let links: LinksInMemory;

beforeAll(async () => {
  catalog = await serveCatalog();
  owner = new pg.Client({ connectionString: catalog.database.ownerUrl });
  await owner.connect();
});

beforeEach(async () => {
  tenant = catalog.tenant();
  brand = await setUpBrand(tenant);
});

afterEach(async () => {
  await links.stop();
});

afterAll(async () => {
  await owner.end();
  await catalog.stop();
});

const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await sleep(pollMs);
};

const start = async ({ hears = true, refreshMs = 3_600_000 } = {}): Promise<void> => {
  links = new LinksInMemory({
    links: new PostgresRedirectLinks(catalog.database.database),
    listen: (hearing) =>
      hears
        ? new NotificationListener({ url: catalog.database.appUrl, applicationName, channel: linkChannel, ...hearing })
        : { start: () => undefined, stop: () => Promise.resolve() },
    now: () => Date.now(),
    report: () => undefined,
    refreshMs,
  });
  links.start();
  await until(() => links.areLoaded);
};

const listeners = async (): Promise<readonly number[]> => {
  const { rows } = await owner.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE application_name = $1 AND query LIKE 'LISTEN%'`,
    [applicationName],
  );
  return rows.map(({ pid }) => pid);
};

const aLink = (): Promise<{ readonly id: string; readonly key: string }> =>
  tenant.made('links', { channelAccountId: brand.instagramId });

describe('the redirect is told', () => {
  it('of a link that was made, before anybody asks for it', async () => {
    await start();
    const { key } = await aLink();
    await until(() => links.known(key) !== undefined);
  });

  it('of a link that was disabled, and of one that was enabled again', async () => {
    const { id, key } = await aLink();
    await start();
    await tenant.patch(`links/${id}`, { status: 'disabled' });
    await until(() => links.known(key)?.disabledAt !== undefined);
    await tenant.patch(`links/${id}`, { status: 'active' });
    await until(() => links.known(key)?.disabledAt === undefined && links.known(key) !== undefined);
  });

  it('of an account that was renamed, closed, or got another number', async () => {
    const [toInstagram, toWhatsApp] = [
      await aLink(),
      await tenant.made('links', { channelAccountId: brand.whatsAppId }),
    ];
    await start();
    await tenant.patch(`channel-accounts/${brand.instagramId}`, { handle: 'brand.new' });
    await until(() => links.known(toInstagram.key)?.account.handle === 'brand.new');
    await tenant.patch(`channel-accounts/${brand.instagramId}`, { status: 'inactive' });
    await until(() => links.known(toInstagram.key)?.accountIsActive === false);
    await tenant.patch(`channel-accounts/${brand.whatsAppId}`, { externalIds: { phone: '5511999990077' } });
    await until(() => links.known(toWhatsApp.key)?.account.phone === '5511999990077');
  });

  it('of what changed while its connection was broken', async () => {
    const { id, key } = await aLink();
    await start();
    await until(async () => (await listeners()).length === 1);
    const [pid] = await listeners();
    await owner.query('SELECT pg_terminate_backend($1)', [pid]);
    await tenant.patch(`links/${id}`, { status: 'disabled' });
    await until(() => links.known(key)?.disabledAt !== undefined);
    expect(await listeners()).not.toContain(pid);
  });

  it('of nothing behind a pooler in transaction mode, and looks for itself periodically', async () => {
    const { id, key } = await aLink();
    await start({ hears: false, refreshMs: 50 });
    await tenant.patch(`links/${id}`, { status: 'disabled' });
    await until(() => links.known(key)?.disabledAt !== undefined);
    const made = await aLink();
    await until(() => links.known(made.key) !== undefined);
  });

  it('by a role that owns nothing, and by no other', async () => {
    await start({ hears: false });
    const failures: unknown[] = [];
    const listener = new NotificationListener({
      url: catalog.database.ownerUrl,
      applicationName,
      channel: linkChannel,
      onNotification: () => undefined,
      onListening: () => failures.push('it listens as a superuser'),
      onFailure: (error) => failures.push(error),
    });
    listener.start();
    await until(() => failures.length > 0);
    await listener.stop();
    expect(String(failures[0])).toMatch(/UnsafeRoleViolation/);
  });
});
