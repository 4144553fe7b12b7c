import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { apiScope, workerScope } from '@whence/platform/postgres';

import { aProgram } from '../../test/brand.js';
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

describe('a partner', () => {
  it('is active until somebody ends it, and again when the end is taken back', async () => {
    const anna = await brand.made('partners', { name: 'Anna', kind: 'influencer' });
    expect(anna).toMatchObject({ name: 'Anna', kind: 'influencer', status: 'active', identities: [], revision: 1 });
    const ended = await brand.patch(`partners/${anna.id}`, { status: 'inactive' });
    expect(ended.body).toMatchObject({ status: 'inactive', endedAt: expect.any(String) });
    const renamed = await brand.patch(`partners/${anna.id}`, { name: 'Anna B.', status: 'inactive' });
    expect(renamed.body.endedAt).toBe(ended.body.endedAt);
    const back = await brand.patch(`partners/${anna.id}`, { status: 'active' });
    expect(back.body).toMatchObject({ name: 'Anna B.', status: 'active', revision: 4 });
    expect(back.body).not.toHaveProperty('endedAt');
  });

  it('has the accounts that he writes from himself', async () => {
    const { id } = await brand.made('partners', { name: 'Anna' });
    const instagram = { channel: 'instagram', participantId: '8800000000000023' };
    const added = await brand.post(`partners/${id}/identities`, instagram);
    expect(added).toMatchObject({ status: 201, body: { id, identities: [instagram], revision: 2 } });
    await brand.made(`partners/${id}/identities`, { channel: 'whatsapp', participantId: '+55 11 98888-7777' });
    const { identities } = (await brand.get(`partners/${id}`)).body;
    expect(identities).toHaveLength(2);
    expect(identities).toContainEqual({ channel: 'whatsapp', participantId: '5511988887777' });
    expect((await brand.get('partners')).body.items[0].identities).toEqual(identities);
  });

  it('has an account once, however often it is added', async () => {
    const { id } = await brand.made('partners', { name: 'Anna' });
    const account = { channel: 'instagram', participantId: '8800000000000023' };
    await brand.made(`partners/${id}/identities`, account);
    expect(await brand.made(`partners/${id}/identities`, account)).toMatchObject({
      identities: [account],
      revision: 2,
    });
    expect(await catalog.events(brand.workspaceId)).toHaveLength(2);
  });

  it('is announced without his accounts, which are nobody else’s business', async () => {
    const { id } = await brand.made('partners', { name: 'Anna', kind: 'creator' });
    await brand.made(`partners/${id}/identities`, { channel: 'instagram', participantId: '8800000000000023' });
    const events = await catalog.events(brand.workspaceId);
    expect(events.map(({ body }) => body)).toEqual(
      [1, 2].map((revision) => ({
        workspaceId: brand.workspaceId,
        revision,
        partner: { id, name: 'Anna', kind: 'creator', status: 'active' },
      })),
    );
  });

  it('is kept without any platform id that could be read in the tables', async () => {
    const { id } = await brand.made('partners', { name: 'Anna' });
    await brand.made(`partners/${id}/identities`, { channel: 'instagram', participantId: '8800000000000023' });
    const [row] = await catalog.database.database.inTransaction(apiScope(brand.workspaceId), (tx) =>
      tx.query<{ row: string }>(
        `SELECT partner_identity::text || encode(sealed_participant_id, 'escape') AS row FROM catalog.partner_identity`,
      ),
    );
    expect(row?.row).not.toContain('8800000000000023');
    await expect(
      catalog.database.database.inTransaction(workerScope(brand.workspaceId), (tx) =>
        tx.query('SELECT sealed_participant_id FROM catalog.partner_identity'),
      ),
    ).rejects.toThrow('permission denied');
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ name: 'Anna', kind: 'friend' }, 'kind'],
    [{ name: 'Anna', kind: null }, 'kind'],
    [{ name: 'A\nB' }, 'name'],
  ])('cannot be %j', async (body, path) => {
    const refused = await brand.post('partners', body);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path }] } });
  });

  it('is not found for an account of his when there is no such partner', async () => {
    const body = { channel: 'instagram', participantId: '1' };
    expect((await brand.post('partners/prt_01JD3Q8Z6W7X8Y9ZABCDEFGHJK/identities', body)).status).toBe(404);
  });
});

describe('an enrollment', () => {
  const setUp = async () => {
    const { id: partnerId } = await brand.made('partners', { name: 'Anna' });
    const { id: programId } = await brand.made('programs', aProgram);
    return { partnerId, programId };
  };

  it('makes a partner a member of a program, for all that came before, too', async () => {
    const members = await setUp();
    const made = await brand.made('enrollments', members);
    expect(made).toMatchObject({ ...members, status: 'active', activeFrom: '1970-01-01T00:00:00.000Z', revision: 1 });
    expect((await brand.get(`enrollments/${made.id}`)).body).toEqual(made);
    const ended = await brand.patch(`enrollments/${made.id}`, { status: 'inactive' });
    expect(ended.body).toMatchObject({ status: 'inactive', endedAt: expect.any(String), revision: 2 });
  });

  it('is one for each partner and program', async () => {
    const members = await setUp();
    const { id } = await brand.made('enrollments', members);
    expect(await brand.post('enrollments', members)).toMatchObject({
      status: 409,
      body: { code: 'already-taken', holder: id },
    });
  });

  it('names what this workspace has, by path', async () => {
    const { partnerId, programId } = await setUp();
    const stranger = catalog.tenant();
    const theirs = await stranger.made('programs', aProgram);
    const nobody = 'prt_01JD3Q8Z6W7X8Y9ZABCDEFGHJK';
    expect(await brand.post('enrollments', { partnerId, programId: theirs.id })).toMatchObject({
      status: 404,
      body: { code: 'unknown-reference', errors: [{ path: 'programId' }] },
    });
    expect((await brand.post('enrollments', { partnerId: nobody, programId })).body.errors[0].path).toBe('partnerId');
    expect(await brand.post('enrollments', { partnerId: programId, programId })).toMatchObject({ status: 400 });
  });
});
