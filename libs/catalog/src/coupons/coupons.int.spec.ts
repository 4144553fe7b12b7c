import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeTextCode } from '@whence/codes';
import { validateEvent } from '@whence/contracts-events/testing';

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

const aCoupon = (changes: object = {}): object => ({
  code: 'ANNA10',
  partnerId: brand.partnerId,
  programId: brand.programId,
  ...changes,
});

describe('a coupon', () => {
  it('is registered for a partner in a program, counts from now on, and that is told', async () => {
    const made = await tenant.made('coupons', aCoupon());
    expect(made).toMatchObject({
      ...aCoupon(),
      id: expect.stringMatching(/^cpn_/),
      status: 'active',
      revision: 1,
    });
    expect(made.activeFrom).toBe(made.createdAt);
    expect((await tenant.get(`coupons/${made.id}`)).body).toEqual(made);
    const { type, body } = (await catalog.events(tenant.workspaceId)).at(-1) ?? {};
    expect(type).toBe('whence.coupon.changed.v1');
    expect(body).toMatchObject({ revision: 1, coupon: { ...aCoupon(), id: made.id, status: 'active' } });
    expect(validateEvent('whence.coupon.changed.v1', body)).toEqual([]);
  });

  it('may have counted before it was registered, and may end', async () => {
    const times = { activeFrom: '2026-01-01T00:00:00.000Z', expiresAt: '2027-01-01T00:00:00.000Z' };
    expect(await tenant.made('coupons', aCoupon(times))).toMatchObject(times);
  });

  it('is one for each code, in whatever case', async () => {
    const { id } = await tenant.made('coupons', aCoupon());
    expect(await tenant.post('coupons', aCoupon({ code: 'anna10' }))).toMatchObject({
      status: 409,
      body: { code: 'already-taken', holder: id, errors: [{ path: 'code' }] },
    });
    expect((await catalog.tenant().get('coupons')).body.items).toEqual([]);
  });

  it('is disabled from a moment on, which is kept until it is active again', async () => {
    const { id } = await tenant.made('coupons', aCoupon());
    const disabled = await tenant.patch(`coupons/${id}`, { status: 'disabled' });
    expect(disabled.body).toMatchObject({ status: 'disabled', disabledAt: expect.any(String), revision: 2 });
    const later = await tenant.patch(`coupons/${id}`, { expiresAt: '2027-01-01T00:00:00.000Z' });
    expect(later.body).toMatchObject({ status: 'disabled', disabledAt: disabled.body.disabledAt, revision: 3 });
    const again = await tenant.patch(`coupons/${id}`, { status: 'active', expiresAt: null });
    expect(again.body).toMatchObject({ status: 'active', revision: 4 });
    expect(again.body).not.toHaveProperty('disabledAt');
    expect(again.body).not.toHaveProperty('expiresAt');
  });

  it('belongs to partners who are enrolled', async () => {
    const stranger = await tenant.made('partners', { name: 'Ben' });
    expect(await tenant.post('coupons', aCoupon({ partnerId: stranger.id }))).toMatchObject({
      status: 409,
      body: { code: 'partner-not-enrolled', errors: [{ path: 'partnerId' }] },
    });
    await tenant.patch(`enrollments/${brand.enrollmentId}`, { status: 'inactive' });
    expect(await tenant.post('coupons', aCoupon())).toMatchObject({ body: { code: 'partner-not-enrolled' } });
  });

  it('names partners and programs of this workspace only', async () => {
    const others = await setUpBrand(catalog.tenant());
    const answers = [
      await tenant.post('coupons', aCoupon({ partnerId: others.partnerId })),
      await tenant.post('coupons', aCoupon({ programId: others.programId })),
    ];
    for (const answer of answers) expect([404, 409]).toContain(answer.status);
    expect((await tenant.get('coupons')).body.items).toEqual([]);
  });

  it.each([
    ['short', { code: 'A10' }, 'code'],
    ['long', { code: 'A'.repeat(33) }, 'code'],
    ['a number', { code: '2026' }, 'code'],
    ['two words', { code: 'ANNA 10' }, 'code'],
    ['written in other letters', { code: 'ＡＮＮＡ１０' }, 'code'],
    ['the code of a link', { code: makeTextCode(7) }, 'code'],
    ['one slip away from the code of a link', { code: makeTextCode(7).slice(0, -1) }, 'code'],
    ['nobody’s', { partnerId: undefined }, 'partnerId'],
    ['in no program', { programId: undefined }, 'programId'],
    [
      'over before it starts',
      { activeFrom: '2027-01-01T00:00:00.000Z', expiresAt: '2026-01-01T00:00:00.000Z' },
      'expiresAt',
    ],
    ['in a campaign', { campaignId: 'cmp_01JD3Q8Z6W7X8Y9ZABCDEFGHJK' }, 'campaignId'],
  ])('is not %s', async (_, changes, path) => {
    expect(await tenant.post('coupons', aCoupon(changes))).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', errors: [{ path }] },
    });
  });

  it('keeps its code, its partner and its program', async () => {
    const { id } = await tenant.made('coupons', aCoupon());
    for (const change of [{ code: 'ANNA20' }, { partnerId: brand.partnerId }, { programId: brand.programId }]) {
      expect((await tenant.patch(`coupons/${id}`, change)).status).toBe(400);
    }
  });
});
