import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { serveCatalog, type ServedCatalog, type Tenant } from '../../test/served-catalog.js';

let catalog: ServedCatalog;
let brand: Tenant;

beforeAll(async () => {
  catalog = await serveCatalog();
});

beforeEach(() => {
  brand = catalog.tenant();
});

afterAll(() => catalog.stop());

const instagram = (externalIds: object, handle = 'brand') => ({ channel: 'instagram', handle, externalIds });
const number = (phone: string, wabaId: string) => ({
  channel: 'whatsapp',
  handle: 'Brand',
  externalIds: { phone, wabaId },
});

describe('a channel account', () => {
  it('is registered with every id it is known by', async () => {
    const made = await brand.post(
      'channel-accounts',
      instagram({ metaId: '17841400000000501', zernioAccountId: 'zer1' }),
    );
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      id: expect.stringMatching(/^cha_[0-9A-Z]{26}$/),
      channel: 'instagram',
      handle: 'brand',
      externalIds: { metaId: '17841400000000501', zernioAccountId: 'zer1' },
      status: 'active',
      revision: 1,
      createdAt: expect.stringMatching(/^\d{4}-.+\.\d{3}Z$/),
      updatedAt: made.body.createdAt,
    });
    expect((await brand.get(`channel-accounts/${made.body.id}`)).body).toEqual(made.body);
  });

  it('is known by its number however the number is written', async () => {
    const made = await brand.made('channel-accounts', number('+55 (11) 99999-0000', '1'));
    expect(made.externalIds.phone).toBe('5511999990000');
  });

  it('takes ids that are found out later, and keeps the ones it has', async () => {
    const { id } = await brand.made('channel-accounts', instagram({ metaId: '501' }));
    const changed = await brand.patch(`channel-accounts/${id}`, { externalIds: { zernioAccountId: 'zer1' } });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ externalIds: { metaId: '501', zernioAccountId: 'zer1' }, revision: 2 });
    expect((await brand.get(`channel-accounts/${id}`)).body.externalIds).toEqual(changed.body.externalIds);
  });

  it('gives an id up when another of its kind takes the place', async () => {
    const { id } = await brand.made('channel-accounts', instagram({ metaId: 'typo' }));
    await brand.patch(`channel-accounts/${id}`, { externalIds: { metaId: '501' } });
    expect((await brand.get(`channel-accounts/${id}`)).body.externalIds).toEqual({ metaId: '501' });
    await brand.made('channel-accounts', instagram({ metaId: 'typo' }));
  });

  it('is announced whole, with every id, whenever it changes', async () => {
    const { id } = await brand.made('channel-accounts', instagram({ metaId: '501' }));
    await brand.patch(`channel-accounts/${id}`, { externalIds: { zernioAccountId: 'zer1' }, status: 'inactive' });
    const events = await catalog.events(brand.workspaceId);
    expect(events.map(({ type, key, topic }) => ({ type, key, topic }))).toEqual(
      Array(2).fill({ type: 'whence.channel-account.changed.v1', key: id, topic: 'whence.catalog.v1' }),
    );
    expect(events[1]?.body).toEqual({
      workspaceId: brand.workspaceId,
      revision: 2,
      channelAccount: {
        id,
        channel: 'instagram',
        handle: 'brand',
        externalIds: { metaId: '501', zernioAccountId: 'zer1' },
        status: 'inactive',
      },
    });
  });
});

describe('an external id', () => {
  it.each([
    ['metaId', '501'],
    ['phoneNumberId', '106540352242922'],
    ['phone', '5511999990000'],
    ['zernioAccountId', 'zer1'],
  ])('is one account’s: a second one with the same %s is told whose it is', async (kind, value) => {
    const holder = await brand.made('channel-accounts', instagram({ [kind]: value }));
    const refused = await brand.post('channel-accounts', instagram({ [kind]: value, wabaId: '7' }, 'other'));
    expect(refused.status).toBe(409);
    expect(refused.type).toContain('application/problem+json');
    expect(refused.body).toMatchObject({
      code: 'already-taken',
      holder: holder.id,
      errors: [{ path: `externalIds.${kind}`, reason: `belongs to ${holder.id}` }],
    });
    expect((await brand.get('channel-accounts')).body.items).toHaveLength(1);
    expect(await catalog.events(brand.workspaceId)).toHaveLength(1);
  });

  it('is not taken by a change either, and the change leaves nothing behind', async () => {
    const holder = await brand.made('channel-accounts', instagram({ metaId: '501' }));
    const other = await brand.made('channel-accounts', instagram({ metaId: '502' }, 'other'));
    const change = { handle: 'renamed', externalIds: { metaId: '501', zernioAccountId: 'zer2' } };
    const refused = await brand.patch(`channel-accounts/${other.id}`, change);
    expect(refused).toMatchObject({ status: 409, body: { holder: holder.id } });
    expect((await brand.get(`channel-accounts/${other.id}`)).body).toEqual(other);
  });

  it('may be another account’s in another workspace', async () => {
    await brand.made('channel-accounts', instagram({ metaId: '501' }));
    const stranger = catalog.tenant();
    await stranger.made('channel-accounts', instagram({ metaId: '501' }));
  });

  it('of a WhatsApp Business account is shared by its numbers', async () => {
    await brand.made('channel-accounts', number('5511999990001', '102290129340398'));
    await brand.made('channel-accounts', number('5511999990002', '102290129340398'));
  });

  it('is one account’s even when two are registered at the same moment', async () => {
    const tries = Array.from({ length: 8 }, (_, at) =>
      brand.post('channel-accounts', instagram({ metaId: '9' }, `b${at}`)),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array(7).fill(409)]);
  });

  it('written as a number is taken digit by digit', async () => {
    const body = '{"channel":"instagram","handle":"brand","externalIds":{"metaId":17841400000000501}}';
    expect((await brand.post('channel-accounts', body)).body.externalIds).toEqual({ metaId: '17841400000000501' });
  });
});

describe('a channel account that cannot be', () => {
  it.each([
    ['of an unknown channel', { channel: 'telegram', handle: 'b', externalIds: {} }, 'channel'],
    ['without a handle', { channel: 'instagram', externalIds: {} }, 'handle'],
    ['with a handle that leads elsewhere', { channel: 'instagram', handle: '../evil', externalIds: {} }, 'handle'],
    ['with a handle that is only an @', { channel: 'whatsapp', handle: '@', externalIds: {} }, 'handle'],
    ['without its ids', { channel: 'instagram', handle: 'b' }, 'externalIds'],
    ['with ids that are no object', { channel: 'instagram', handle: 'b', externalIds: 'x' }, 'externalIds'],
    ['with an id of an unknown kind', instagram({ igId: '1' }), 'externalIds.igId'],
    ['with half a number', number('123', '1'), 'externalIds.phone'],
    ['with an id that is null', instagram({ metaId: null }), 'externalIds.metaId'],
    ['with something of its own choosing', { ...instagram({}), workspaceId: 'wsp_x' }, 'workspaceId'],
  ])('%s is refused by the path of what is wrong', async (_, body, path) => {
    const refused = await brand.post('channel-accounts', body);
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect(refused.paths).toContain(path);
  });

  it.each(['cha_01JD3Q8Z6W7X8Y9ZABCDEFGHJK', 'nonsense', '%00', 'prt_01JD3Q8Z6W7X8Y9ZABCDEFGHJK'])(
    'is not found as %s',
    async (id) => {
      expect(await brand.get(`channel-accounts/${id}`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
      expect((await brand.patch(`channel-accounts/${id}`, { handle: 'x' })).status).toBe(404);
    },
  );
});
