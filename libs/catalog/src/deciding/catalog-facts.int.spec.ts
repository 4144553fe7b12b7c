import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MasterKey } from '@whence/platform/crypto';
import { apiScope, workerScope } from '@whence/platform/postgres';

import { setUpBrand, type Brand } from '../../test/brand.js';
import { masterKey, serveCatalog, type ServedCatalog, type Tenant } from '../../test/served-catalog.js';
import { participantPseudonym } from '../partners/partner-identities.js';
import { CatalogFacts, type AdFacts, type CouponFacts, type LinkFacts, type LinkNames } from './catalog-facts.js';

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

const nothing: LinkNames = { linkIds: [], refCodes: [], textCodes: [] };

const linksNamed = (names: Partial<LinkNames>, of = tenant): Promise<readonly LinkFacts[]> =>
  catalog.database.database.inTransaction(workerScope(of.workspaceId), (tx) =>
    new CatalogFacts(tx).linksNamed(of.workspaceId, { ...nothing, ...names }),
  );

const adsNamed = (...externalIds: string[]): Promise<readonly AdFacts[]> =>
  catalog.database.database.inTransaction(workerScope(tenant.workspaceId), (tx) =>
    new CatalogFacts(tx).adsNamed(tenant.workspaceId, externalIds),
  );

const couponsNamed = (fingerprint: string, of = tenant): Promise<readonly CouponFacts[]> =>
  catalog.database.database.inTransaction(workerScope(of.workspaceId), (tx) =>
    new CatalogFacts(tx).couponsNamed(of.workspaceId, ['of no coupon', fingerprint]),
  );

const annas = () => ({
  channelAccountId: brand.instagramId,
  programId: brand.programId,
  partnerId: brand.partnerId,
  campaignId: brand.campaignId,
});

describe('the facts about a link', () => {
  it('say whose it is, from when on, and under which terms', async () => {
    const link = await tenant.made('links', { ...annas(), refCode: 'ANNA10', activeFrom: '2026-01-01T00:00:00.000Z' });
    const [facts, ...others] = await linksNamed({ refCodes: ['ANNA10'] });
    expect(others).toEqual([]);
    expect(facts).toEqual({
      id: link.id,
      channelAccountId: brand.instagramId,
      refCode: 'ANNA10',
      textCode: link.textCode,
      campaignId: brand.campaignId,
      partnerId: brand.partnerId,
      programId: brand.programId,
      activeFrom: Date.UTC(2026, 0, 1),
      standing: { partnerActiveFrom: 0, enrolledFrom: 0, identities: [] },
      terms: [{ programId: brand.programId, version: 1, effectiveFrom: 0, windowDays: 30, paysInferred: false }],
    });
  });

  it('are found by id, by ref code and by text code, each link once', async () => {
    const one = await tenant.made('links', { ...annas(), refCode: 'ANNA10' });
    const two = await tenant.made('links', annas());
    const names = { linkIds: [one.id], refCodes: ['ANNA10', two.refCode], textCodes: [one.textCode, two.textCode] };
    const found = await linksNamed(names);
    expect(found.map(({ id }) => id)).toEqual([one.id, two.id].sort());
    expect(await linksNamed({ textCodes: [two.textCode] })).toMatchObject([{ id: two.id }]);
    expect(await linksNamed({ linkIds: [two.id] })).toMatchObject([{ id: two.id }]);
  });

  it('are found by the exact code only', async () => {
    await tenant.made('links', { ...annas(), refCode: 'ANNA10' });
    expect(await linksNamed({ refCodes: ['anna10', 'ANNA10 ', 'ANNA1'] })).toEqual([]);
  });

  it('are found whatever else stands beside the name, however hostile', async () => {
    await tenant.made('links', { ...annas(), refCode: 'ANNA10' });
    const hostile = ['\u0000', '\ud800', `'; DROP TABLE catalog.link; --`, 'x'.repeat(10_000), ''];
    const found = await linksNamed({ linkIds: hostile, refCodes: ['ANNA10', ...hostile], textCodes: hostile });
    expect(found).toHaveLength(1);
    expect(await adsNamed(...hostile)).toEqual([]);
  });

  it('say what has ended, and when', async () => {
    const link = await tenant.made('links', { ...annas(), expiresAt: '2099-01-01T00:00:00.000Z' });
    const disabled = await tenant.patch(`links/${link.id}`, { status: 'disabled' });
    const partner = await tenant.patch(`partners/${brand.partnerId}`, { status: 'inactive' });
    const enrollment = await tenant.patch(`enrollments/${brand.enrollmentId}`, { status: 'inactive' });
    expect(await linksNamed({ linkIds: [link.id] })).toMatchObject([
      {
        expiresAt: Date.UTC(2099, 0, 1),
        disabledAt: Date.parse(disabled.body.disabledAt),
        standing: {
          partnerActiveFrom: 0,
          partnerEndedAt: Date.parse(partner.body.endedAt),
          enrolledFrom: 0,
          enrollmentEndedAt: Date.parse(enrollment.body.endedAt),
        },
      },
    ]);
  });

  it('have every version of the terms, oldest first', async () => {
    const link = await tenant.made('links', annas());
    const changed = await tenant.patch(`programs/${brand.programId}`, {
      windowDays: 7,
      paysInferred: true,
      keepMessageText: { days: 30 },
    });
    const [facts] = await linksNamed({ linkIds: [link.id] });
    expect(facts?.terms).toEqual([
      { programId: brand.programId, version: 1, effectiveFrom: 0, windowDays: 30, paysInferred: false },
      {
        programId: brand.programId,
        version: 2,
        effectiveFrom: Date.parse(changed.body.effectiveFrom),
        windowDays: 7,
        paysInferred: true,
        keepMessageTextDays: 30,
      },
    ]);
  });

  it('know the partner’s own accounts by pseudonym, as deciding makes it from a sender', async () => {
    const link = await tenant.made('links', annas());
    await tenant.made(`partners/${brand.partnerId}/identities`, {
      channel: 'whatsapp',
      participantId: '+55 11 98888-7777',
    });
    const participantPseudonymOfAnna = new MasterKey(masterKey).pseudonym(tenant.workspaceId, 'whatsapp:5511988887777');
    const name = { channel: 'whatsapp', participantId: '5511988887777' } as const;
    expect(participantPseudonym(new MasterKey(masterKey), tenant.workspaceId, name)).toBe(participantPseudonymOfAnna);
    const [facts] = await linksNamed({ linkIds: [link.id] });
    expect(facts?.standing?.identities).toEqual([
      { channel: 'whatsapp', participantPseudonym: participantPseudonymOfAnna },
    ]);
  });

  it('of nobody’s link are about no partner and no terms', async () => {
    const link = await tenant.made('links', { channelAccountId: brand.instagramId });
    const [facts] = await linksNamed({ linkIds: [link.id] });
    expect(facts).not.toHaveProperty('standing');
    expect(facts?.terms).toEqual([]);
  });

  it('are this workspace’s only', async () => {
    const link = await tenant.made('links', { ...annas(), refCode: 'ANNA10' });
    const stranger = catalog.tenant();
    expect(await linksNamed({ linkIds: [link.id], refCodes: ['ANNA10'] }, stranger)).toEqual([]);
  });
});

describe('the facts about an ad', () => {
  it('say what it counts for, found by every digit of its id', async () => {
    const { campaignId, partnerId, programId } = brand;
    const ad = await tenant.made('ads', { externalId: '120226305854810726', campaignId, partnerId, programId });
    await tenant.made('ads', { externalId: '120226305854810727' });
    expect(await adsNamed('120226305854810726', '999')).toEqual([
      {
        id: ad.id,
        externalId: '120226305854810726',
        campaignId,
        partnerId,
        programId,
        standing: { partnerActiveFrom: 0, enrolledFrom: 0, identities: [] },
        terms: [{ programId, version: 1, effectiveFrom: 0, windowDays: 30, paysInferred: false }],
      },
    ]);
  });
});

describe('the facts about a coupon', () => {
  it('are found by what deciding makes of a word, in whatever case it was registered', async () => {
    const { partnerId, programId } = brand;
    const times = { activeFrom: '2026-01-01T00:00:00.000Z', expiresAt: '2099-01-01T00:00:00.000Z' };
    const coupon = await tenant.made('coupons', { code: 'Anna10', partnerId, programId, ...times });
    const disabled = await tenant.patch(`coupons/${coupon.id}`, { status: 'disabled' });
    const codeFingerprint = new MasterKey(masterKey).pseudonym(tenant.workspaceId, 'coupon:ANNA10');
    expect(await couponsNamed(codeFingerprint)).toEqual([
      {
        id: coupon.id,
        code: 'Anna10',
        codeFingerprint,
        partnerId,
        programId,
        activeFrom: Date.UTC(2026, 0, 1),
        expiresAt: Date.UTC(2099, 0, 1),
        disabledAt: Date.parse(disabled.body.disabledAt),
        standing: { partnerActiveFrom: 0, enrolledFrom: 0, identities: [] },
        terms: [{ programId, version: 1, effectiveFrom: 0, windowDays: 30, paysInferred: false }],
      },
    ]);
    expect(await couponsNamed(codeFingerprint, catalog.tenant())).toEqual([]);
  });
});

describe('the history of what the facts are about', () => {
  it('says when a link and what it counts for were made and last changed', async () => {
    const link = await tenant.made('links', annas());
    const changed = await tenant.patch(`links/${link.id}`, { status: 'disabled' });
    const names = { linkIds: [link.id], adIds: [], couponIds: [], partnerIds: [brand.partnerId] };
    const history = await catalog.database.database.inTransaction(apiScope(tenant.workspaceId), (tx) =>
      new CatalogFacts(tx).historyOf(tenant.workspaceId, names),
    );
    expect([...history.keys()].sort()).toEqual(
      [link.id, brand.partnerId, `${brand.partnerId} ${brand.programId}`].sort(),
    );
    expect(history.get(link.id)?.changedAt).toBe(Date.parse(changed.body.disabledAt));
  });
});
