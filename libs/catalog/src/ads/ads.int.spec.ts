import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { setUpBrand, type Brand } from '../../test/brand.js';
import { serveCatalog, type ServedCatalog, type Tenant } from '../../test/served-catalog.js';

let catalog: ServedCatalog;
let tenant: Tenant;
let brand: Brand;

beforeAll(async () => {
  catalog = await serveCatalog();
});

beforeEach(async () => {
  tenant = catalog.tenant();
  brand = await setUpBrand(tenant);
});

afterAll(() => catalog.stop());

describe('an ad', () => {
  it('is mapped to its campaign, and later to the partner who earns from it', async () => {
    const { campaignId, partnerId, programId } = brand;
    const made = await tenant.made('ads', { externalId: '120226305854810726', campaignId });
    expect(made).toMatchObject({
      id: expect.stringMatching(/^ad_/),
      externalId: '120226305854810726',
      campaignId,
      revision: 1,
    });
    expect(made).not.toHaveProperty('partnerId');
    const changed = await tenant.patch(`ads/${made.id}`, { campaignId: null, partnerId, programId });
    expect(changed.body).toMatchObject({ partnerId, programId, revision: 2 });
    expect(changed.body).not.toHaveProperty('campaignId');
    const { body } = (await catalog.events(tenant.workspaceId)).at(-1) ?? {};
    expect(body).toMatchObject({
      revision: 2,
      ad: { id: made.id, externalId: '120226305854810726', partnerId, programId },
    });
  });

  it('keeps every digit of its id, also where the id came as a number', async () => {
    await tenant.made('ads', { externalId: '9007199254740993' });
    const near = await tenant.post('ads', '{"externalId":9007199254740992}');
    expect(near).toMatchObject({ status: 201, body: { externalId: '9007199254740992' } });
  });

  it('is one for each id of the platform’s', async () => {
    const { id } = await tenant.made('ads', { externalId: '1' });
    expect(await tenant.post('ads', { externalId: '1' })).toMatchObject({
      status: 409,
      body: { code: 'already-taken', holder: id, errors: [{ path: 'externalId' }] },
    });
  });

  it('earns for a partner under a program only', async () => {
    const refused = await tenant.post('ads', { externalId: '1', partnerId: brand.partnerId });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'programId' }] } });
    const { id } = await tenant.made('ads', {
      externalId: '1',
      partnerId: brand.partnerId,
      programId: brand.programId,
    });
    expect((await tenant.patch(`ads/${id}`, { programId: null })).body.errors[0].path).toBe('programId');
  });

  it('names campaigns of this workspace only', async () => {
    const campaign = await catalog.tenant().made('campaigns', { name: 'Theirs' });
    expect(await tenant.post('ads', { externalId: '1', campaignId: campaign.id })).toMatchObject({
      status: 404,
      body: { code: 'unknown-reference', errors: [{ path: 'campaignId' }] },
    });
  });
});

describe('a campaign', () => {
  it('is made, renamed and ended', async () => {
    const renamed = await tenant.patch(`campaigns/${brand.campaignId}`, { name: 'Cyber Monday', status: 'inactive' });
    expect(renamed.body).toMatchObject({ id: brand.campaignId, name: 'Cyber Monday', status: 'inactive', revision: 2 });
    expect((await tenant.get(`campaigns/${brand.campaignId}`)).body).toEqual(renamed.body);
    const { type, body } = (await catalog.events(tenant.workspaceId)).at(-1) ?? {};
    expect(type).toBe('whence.campaign.changed.v1');
    expect(body).toMatchObject({ campaign: { id: brand.campaignId, name: 'Cyber Monday', status: 'inactive' } });
  });
});

describe('a PATCH', () => {
  it.each(['null', '', '[]', '7'])('of %j, which is no object, changes nothing', async (body) => {
    expect(await tenant.patch(`campaigns/${brand.campaignId}`, body)).toMatchObject({
      status: 400,
      body: { code: 'invalid-request' },
    });
    expect((await tenant.get(`campaigns/${brand.campaignId}`)).body).toMatchObject({ revision: 1 });
  });
});

describe('a list', () => {
  it('is read page by page, each once and in one order, to the end', async () => {
    const fresh = catalog.tenant();
    for (let at = 0; at < 5; at += 1) await fresh.made('campaigns', { name: `Campaign ${at}` });
    const all = (await fresh.get('campaigns')).body;
    expect(all.nextCursor).toBeNull();
    const pages: { id: string }[] = [];
    let next = '';
    do {
      const page = (await fresh.get(`campaigns?limit=2${next}`)).body;
      pages.push(...page.items);
      next = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (next !== '');
    expect(pages).toEqual(all.items);
    expect(pages.map(({ id }) => id)).toEqual(pages.map(({ id }) => id).sort());
  });

  it('ends where the page is just full', async () => {
    const fresh = catalog.tenant();
    await fresh.made('campaigns', { name: 'Only' });
    expect((await fresh.get('campaigns?limit=1')).body).toMatchObject({ items: [{ name: 'Only' }], nextCursor: null });
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'cursor=nonsense', 'cursor=%00', 'page=2'])(
    'is not read with %s',
    async (query) => {
      expect(await tenant.get(`links?${query}`)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    },
  );
});

describe('a create with an Idempotency-Key', () => {
  it('is done once: repeated, it answers what it answered', async () => {
    const headers = { 'idempotency-key': 'campaign-1' };
    const first = await tenant.post('campaigns', { name: 'Once' }, headers);
    const second = await tenant.post('campaigns', { name: 'Once' }, headers);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toEqual(first.body);
    const other = await tenant.post('campaigns', { name: 'Another' }, headers);
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } });
  });
});
