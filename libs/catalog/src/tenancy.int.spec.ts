import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { validateEvent } from '@whence/contracts-events/testing';
import { apiScope, workerScope, type Scope } from '@whence/platform/postgres';

import { setUpBrand, type Brand } from '../test/brand.js';
import { serveCatalog, type ServedCatalog, type Tenant } from '../test/served-catalog.js';

let catalog: ServedCatalog;
let owner: Tenant;
let stranger: Tenant;
let brand: Brand;
let ids: Record<string, string>;

beforeAll(async () => {
  catalog = await serveCatalog();
  owner = catalog.tenant();
  stranger = catalog.tenant();
  brand = await setUpBrand(owner);
  await owner.made(`partners/${brand.partnerId}/identities`, { channel: 'instagram', participantId: '23' });
  const { campaignId, partnerId, programId, instagramId: channelAccountId } = brand;
  const ad = await owner.made('ads', { externalId: '120226305854810726', campaignId, partnerId, programId });
  const coupon = await owner.made('coupons', { code: 'ANNA10', partnerId, programId });
  const link = await owner.made('links', { channelAccountId, partnerId, programId, campaignId });
  ids = {
    'channel-accounts': brand.instagramId,
    programs: programId,
    partners: partnerId,
    enrollments: brand.enrollmentId,
    campaigns: campaignId,
    ads: ad.id,
    links: link.id,
    coupons: coupon.id,
  };
});

afterAll(() => catalog.stop());

const resources = ['channel-accounts', 'programs', 'partners', 'enrollments', 'campaigns', 'ads', 'links', 'coupons'];
const tables = [
  'channel_account',
  'channel_account_external_id',
  'program',
  'program_version',
  'partner',
  'partner_identity',
  'enrollment',
  'campaign',
  'ad',
  'link',
  'coupon',
];

const count = async (table: string, scope: Scope): Promise<number> => {
  const [row] = await catalog.database.database.inTransaction(scope, (tx) =>
    tx.query<{ rows: string }>(`SELECT count(workspace_id) AS rows FROM catalog.${table}`),
  );
  return Number(row?.rows);
};

describe.each(resources)('another workspace', (resource) => {
  it(`sees nothing of the ${resource}`, async () => {
    expect((await owner.get(`${resource}/${ids[resource]}`)).status).toBe(200);
    expect((await stranger.get(`${resource}/${ids[resource]}`)).status).toBe(404);
    expect((await stranger.get(resource)).body).toEqual({ items: [], nextCursor: null });
  });

  it(`changes nothing of the ${resource}`, async () => {
    const before = (await owner.get(`${resource}/${ids[resource]}`)).body;
    expect((await stranger.patch(`${resource}/${ids[resource]}`, {})).status).toBe(404);
    expect((await owner.get(`${resource}/${ids[resource]}`)).body).toEqual(before);
  });
});

describe.each(tables)('row-level security', (table) => {
  it(`shows the rows of ${table} to nobody but their workspace`, async () => {
    expect(await count(table, apiScope(owner.workspaceId))).toBeGreaterThan(0);
    expect(await count(table, apiScope(stranger.workspaceId))).toBe(0);
    expect(await count(table, apiScope(''))).toBe(0);
  });

  it(`lets nobody write rows of ${table} into another workspace`, async () => {
    const copied = catalog.database.database.inTransaction(apiScope(owner.workspaceId), (tx) =>
      tx.query(
        `INSERT INTO catalog.${table}
         SELECT (jsonb_populate_record(one, jsonb_build_object('workspace_id', $1::text))).* FROM catalog.${table} one`,
        [stranger.workspaceId],
      ),
    );
    await expect(copied).rejects.toThrow('violates row-level security');
  });
});

describe('the worker role', () => {
  it.each(['link', 'ad', 'coupon', 'partner', 'enrollment', 'program_version', 'channel_account'])(
    'sees the rows of %s of the workspaces in its batch',
    async (table) => {
      expect(await count(table, workerScope(stranger.workspaceId, owner.workspaceId))).toBeGreaterThan(0);
      expect(await count(table, workerScope(stranger.workspaceId))).toBe(0);
      expect(await count(table, workerScope())).toBe(0);
    },
  );

  it('changes nothing in the catalogue', async () => {
    const change = catalog.database.database.inTransaction(workerScope(owner.workspaceId), (tx) =>
      tx.query(`UPDATE catalog.link SET status = 'disabled'`),
    );
    await expect(change).rejects.toThrow('permission denied');
  });
});

describe('the events of the catalogue', () => {
  it('tell every change in the published shape, each under an id of its own', async () => {
    for (const resource of resources) await owner.patch(`${resource}/${ids[resource]}`, {});
    const events = await catalog.events(owner.workspaceId);
    expect(events.flatMap(({ type, body }) => validateEvent(type, body))).toEqual([]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(new Set(events.map(({ type }) => type))).toEqual(
      new Set(
        ['ad', 'campaign', 'channel-account', 'coupon', 'enrollment', 'link', 'partner', 'program'].map(
          (name) => `whence.${name}.changed.v1`,
        ),
      ),
    );
    expect(new Set(events.map(({ source }) => source))).toEqual(new Set(['/whence/attribution']));
  });

  it('are nothing that the API role can read', async () => {
    const read = catalog.database.database.inTransaction(apiScope(owner.workspaceId), (tx) =>
      tx.query('SELECT * FROM catalog.outbox'),
    );
    await expect(read).rejects.toThrow('permission denied');
  });
});
