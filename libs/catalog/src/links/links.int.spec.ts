import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { normalizeTextCode } from '@whence/codes';

import { setUpBrand, type Brand } from '../../test/brand.js';
import { serveCatalog, type ServedCatalog, type Tenant } from '../../test/served-catalog.js';
import { reservedKeys } from './link-codes.js';

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

const annas = () => ({
  channelAccountId: brand.instagramId,
  programId: brand.programId,
  partnerId: brand.partnerId,
  campaignId: brand.campaignId,
});

describe('a link', () => {
  it('is made of little, and answers all its codes and where it leads', async () => {
    const made = await tenant.made('links', { channelAccountId: brand.instagramId });
    expect(made).toMatchObject({
      id: expect.stringMatching(/^lnk_/),
      key: expect.stringMatching(/^[a-z0-9]{7}$/),
      shortUrl: `https://go.test/${made.key}`,
      refCode: expect.stringMatching(/^[a-z0-9]{10}$/),
      textCode: normalizeTextCode(made.textCode),
      targetUrl: `https://ig.me/m/brand?ref=${made.refCode}`,
      channelAccountId: brand.instagramId,
      channel: 'instagram',
      status: 'active',
      activeFrom: made.createdAt,
      revision: 1,
    });
    expect((await tenant.get(`links/${made.id}`)).body).toEqual(made);
    expect((await tenant.get('links')).body.items).toEqual([made]);
  });

  it('takes the codes it is given, and a start before today', async () => {
    const wanted = { ...annas(), key: `anna-${brand.partnerId.slice(-8).toLowerCase()}`, refCode: 'ANNA10' };
    const times = { activeFrom: '2026-01-01T00:00:00.000Z', expiresAt: '2027-01-01T03:00:00.000+03:00' };
    const made = await tenant.made('links', { ...wanted, ...times });
    expect(made).toMatchObject({ ...wanted, activeFrom: times.activeFrom, expiresAt: '2027-01-01T00:00:00.000Z' });
  });

  it('to WhatsApp carries its text code in the draft, after its message', async () => {
    const made = await tenant.made('links', { channelAccountId: brand.whatsAppId, message: 'Oi! Vi na Anna' });
    expect(made.targetUrl).toBe(`https://wa.me/5511999990000?text=Oi!%20Vi%20na%20Anna%20${made.textCode}`);
    expect((await tenant.patch(`links/${made.id}`, { message: null })).body.targetUrl).toBe(
      `https://wa.me/5511999990000?text=Hi!%20${made.textCode}`,
    );
  });

  it('to WhatsApp needs the number', async () => {
    const account = await tenant.made('channel-accounts', {
      channel: 'whatsapp',
      handle: 'Brand',
      externalIds: { phoneNumberId: '7' },
    });
    const refused = await tenant.post('links', { channelAccountId: account.id });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'channel-account-unreachable', errors: [{ path: 'channelAccountId' }] },
    });
    await tenant.patch(`channel-accounts/${account.id}`, { externalIds: { phone: '5511999990009' } });
    await tenant.made('links', { channelAccountId: account.id });
  });

  it('is disabled and expires, and can be brought back', async () => {
    const { id } = await tenant.made('links', annas());
    const disabled = await tenant.patch(`links/${id}`, { status: 'disabled', expiresAt: '2099-01-01T00:00:00.000Z' });
    expect(disabled.body).toMatchObject({
      status: 'disabled',
      disabledAt: expect.any(String),
      expiresAt: '2099-01-01T00:00:00.000Z',
    });
    const back = await tenant.patch(`links/${id}`, { status: 'active', expiresAt: null, campaignId: null });
    expect(back.body).toMatchObject({ status: 'active', partnerId: brand.partnerId, revision: 3 });
    for (const gone of ['disabledAt', 'expiresAt', 'campaignId']) expect(back.body).not.toHaveProperty(gone);
  });

  it('is announced whole whenever it changes', async () => {
    const made = await tenant.made('links', annas());
    await tenant.patch(`links/${made.id}`, { status: 'disabled' });
    const { id, key, refCode, textCode, channelAccountId, channel, programId, partnerId, campaignId, activeFrom } =
      made;
    const { type, key: eventKey, body } = (await catalog.events(tenant.workspaceId)).at(-1) ?? {};
    expect([type, eventKey]).toEqual(['whence.link.changed.v1', id]);
    expect(body).toEqual({
      workspaceId: tenant.workspaceId,
      revision: 2,
      link: {
        id,
        key,
        refCode,
        textCode,
        channelAccountId,
        channel,
        programId,
        partnerId,
        campaignId,
        activeFrom,
        status: 'disabled',
      },
    });
  });

  it('cannot be another link afterwards', async () => {
    const { id } = await tenant.made('links', annas());
    for (const change of [
      { refCode: 'OTHER' },
      { key: 'other' },
      { partnerId: null },
      { channelAccountId: brand.whatsAppId },
    ]) {
      expect((await tenant.patch(`links/${id}`, change)).status).toBe(400);
    }
  });
});

describe('a ref code', () => {
  it('is one link’s in its workspace, and nobody’s who differs by case only', async () => {
    const { id } = await tenant.made('links', { ...annas(), refCode: 'ANNA10' });
    for (const refCode of ['ANNA10', 'anna10', 'Anna10']) {
      expect(await tenant.post('links', { ...annas(), refCode })).toMatchObject({
        status: 409,
        body: { code: 'already-taken', holder: id, errors: [{ path: 'refCode' }] },
      });
    }
    const stranger = catalog.tenant();
    const theirs = await setUpBrand(stranger);
    await stranger.made('links', { channelAccountId: theirs.instagramId, refCode: 'ANNA10' });
  });

  it.each(['ANNA 10', '', 'ä', 'a'.repeat(65), 'x/../y', null])('cannot be %j', async (refCode) => {
    expect(await tenant.post('links', { ...annas(), refCode })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'refCode' }] },
    });
  });
});

describe('a key', () => {
  it('is one link’s on the whole short domain, and a stranger is not told whose', async () => {
    const key = `k-${brand.partnerId.slice(-10).toLowerCase()}`;
    const { id } = await tenant.made('links', { ...annas(), key });
    expect((await tenant.post('links', { ...annas(), key })).body).toMatchObject({ code: 'already-taken', holder: id });
    const stranger = catalog.tenant();
    const theirs = await setUpBrand(stranger);
    const refused = await stranger.post('links', { channelAccountId: theirs.instagramId, key });
    expect(refused).toMatchObject({ status: 409, body: { code: 'already-taken', errors: [{ path: 'key' }] } });
    expect(JSON.stringify(refused.body)).not.toContain(id);
    expect(refused.body).not.toHaveProperty('holder');
  });

  it.each([...reservedKeys, 'ab', 'Anna', 'an_na', 'a'.repeat(65), 'an/na'])('cannot be %s', async (key) => {
    const refused = await tenant.post('links', { ...annas(), key });
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0].path).toBe('key');
  });
});

describe('a link of a partner', () => {
  it('needs a program', async () => {
    const refused = await tenant.post('links', { channelAccountId: brand.instagramId, partnerId: brand.partnerId });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'programId' }] } });
  });

  it('needs a program that he is enrolled in', async () => {
    const ben = await tenant.made('partners', { name: 'Ben' });
    expect(await tenant.post('links', { ...annas(), partnerId: ben.id })).toMatchObject({
      status: 409,
      body: { code: 'partner-not-enrolled', errors: [{ path: 'partnerId' }] },
    });
  });

  it('needs one that he has not left', async () => {
    await tenant.patch(`enrollments/${brand.enrollmentId}`, { status: 'inactive' });
    expect((await tenant.post('links', annas())).body.code).toBe('partner-not-enrolled');
  });

  it('names only what this workspace has, by path', async () => {
    const stranger = catalog.tenant();
    const theirs = await setUpBrand(stranger);
    const references = [
      ['channelAccountId', theirs.instagramId],
      ['programId', theirs.programId],
      ['partnerId', theirs.partnerId],
      ['campaignId', theirs.campaignId],
    ] as const;
    for (const [path, id] of references) {
      const refused = await tenant.post('links', { ...annas(), [path]: id });
      expect(refused.status).toBeGreaterThanOrEqual(400);
      expect(refused.status).toBeLessThan(500);
      expect(refused.paths).toContainEqual(expect.stringMatching(path === 'programId' ? /programId|partnerId/ : path));
    }
    expect((await tenant.get('links')).body.items).toEqual([]);
  });

  it('cannot end before it starts', async () => {
    const times = { activeFrom: '2026-02-01T00:00:00.000Z', expiresAt: '2026-01-01T00:00:00.000Z' };
    expect(await tenant.post('links', { ...annas(), ...times })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'expiresAt' }] },
    });
  });
});
