import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { apiScope, workerScope } from '@whence/platform/postgres';

import { setUpBrand, type Brand } from '../../test/brand.js';
import { serveCatalog, type ServedCatalog, type Tenant } from '../../test/served-catalog.js';
import { ChannelAccountDirectory } from '../channel-accounts/channel-account-directory.js';
import { compileTarget } from './compile-target.js';
import { leadsAnywhere, type RedirectLink } from './redirect-link.js';
import { PostgresRedirectLinks } from './redirect-links.js';

let catalog: ServedCatalog;
let tenant: Tenant;
let brand: Brand;
let redirectLinks: PostgresRedirectLinks;

beforeAll(async () => {
  catalog = await serveCatalog();
  redirectLinks = new PostgresRedirectLinks(catalog.database.database);
});

beforeEach(async () => {
  tenant = catalog.tenant();
  brand = await setUpBrand(tenant);
});

afterAll(() => catalog.stop());

const byKey = async (key: string): Promise<RedirectLink | undefined> => (await redirectLinks.named([key]))[0];

describe('the redirect', () => {
  it('finds a link of any workspace by its key, with all it needs to lead there', async () => {
    const made = await tenant.made('links', { channelAccountId: brand.whatsAppId, message: 'Oi!' });
    const link = await byKey(made.key);
    expect(link).toEqual({
      workspaceId: tenant.workspaceId,
      linkId: made.id,
      key: made.key,
      channelAccountId: brand.whatsAppId,
      channel: 'whatsapp',
      refCode: made.refCode,
      textCode: made.textCode,
      message: 'Oi!',
      account: { channel: 'whatsapp', handle: 'Brand', phone: '5511999990000' },
      accountIsActive: true,
      activeFrom: Date.parse(made.activeFrom),
    });
    if (link === undefined) return;
    expect(compileTarget(link, link.account, { ref: link.refCode, text: link.textCode })).toBe(made.targetUrl);
  });

  it.each(['nobodys', 'NOBODYS', '../etc', '\u0000', '', 'x'.repeat(5_000)])('finds nothing under %j', async (key) => {
    expect(await byKey(key)).toBeUndefined();
  });

  it('knows when a link leads nowhere', async () => {
    const made = await tenant.made('links', {
      channelAccountId: brand.instagramId,
      activeFrom: '2026-01-01T00:00:00.000Z',
      expiresAt: '2026-02-01T00:00:00.000Z',
    });
    const leadsAt = async (text: string) => {
      const link = await byKey(made.key);
      return link !== undefined && leadsAnywhere(link, Date.parse(text));
    };
    expect(await leadsAt('2025-12-31T23:59:59.999Z')).toBe(false);
    expect(await leadsAt('2026-01-01T00:00:00.000Z')).toBe(true);
    expect(await leadsAt('2026-01-31T23:59:59.999Z')).toBe(true);
    expect(await leadsAt('2026-02-01T00:00:00.000Z')).toBe(false);
    await tenant.patch(`links/${made.id}`, { status: 'disabled' });
    expect(await leadsAt('2026-01-15T00:00:00.000Z')).toBe(false);
    await tenant.patch(`links/${made.id}`, { status: 'active' });
    expect(await leadsAt('2026-01-15T00:00:00.000Z')).toBe(true);
    await tenant.patch(`channel-accounts/${brand.instagramId}`, { status: 'inactive' });
    expect(await leadsAt('2026-01-15T00:00:00.000Z')).toBe(false);
  });

  it('alone reads keys across workspaces: the API role cannot', async () => {
    await expect(
      catalog.database.database.inTransaction(apiScope(tenant.workspaceId), (tx) =>
        tx.query('SELECT * FROM catalog.redirect_link'),
      ),
    ).rejects.toThrow('permission denied');
  });
});

describe('the directory of channel accounts', () => {
  const directory = new ChannelAccountDirectory();
  const find = (references: Parameters<ChannelAccountDirectory['find']>[2], of = tenant) =>
    catalog.database.database.inTransaction(workerScope(of.workspaceId), (tx) =>
      directory.find(tx, of.workspaceId, references),
    );

  it('finds accounts by what deliveries call them', async () => {
    const found = await find([
      { kind: 'metaId', value: '17841400000000501' },
      { kind: 'zernioAccountId', value: 'zer-ig' },
      { kind: 'phoneNumberId', value: '106540352242922' },
      { kind: 'phoneNumberId', value: '17841400000000501' },
      { kind: 'metaId', value: 'nobody' },
      { kind: 'metaId', value: '\u0000' },
    ]);
    expect(Object.fromEntries(found)).toEqual({
      'metaId:17841400000000501': brand.instagramId,
      'zernioAccountId:zer-ig': brand.instagramId,
      'phoneNumberId:106540352242922': brand.whatsAppId,
    });
  });

  it('takes no WhatsApp Business account for one of its numbers', async () => {
    expect(await find([{ kind: 'wabaId', value: '102290129340398' }])).toEqual(new Map());
  });

  it('knows the accounts of one workspace only', async () => {
    const stranger = catalog.tenant();
    expect(await find([{ kind: 'metaId', value: '17841400000000501' }], stranger)).toEqual(new Map());
  });

  it('tells what an account is called, by the platform’s own id before a vendor’s', async () => {
    const zernioOnly = await tenant.made('channel-accounts', {
      channel: 'messenger',
      handle: 'page',
      externalIds: { zernioAccountId: 'zer-fb' },
    });
    const bare = await tenant.made('channel-accounts', { channel: 'messenger', handle: 'bare', externalIds: {} });
    const ids = [brand.instagramId, brand.whatsAppId, zernioOnly.id, bare.id, 'nonsense'];
    const accounts = await catalog.database.database.inTransaction(workerScope(tenant.workspaceId), (tx) =>
      directory.accountsById(tx, tenant.workspaceId, ids),
    );
    expect(accounts).toHaveLength(4);
    expect(accounts).toEqual(
      expect.arrayContaining([
        { id: brand.instagramId, channel: 'instagram', handle: 'brand', externalId: '17841400000000501' },
        { id: brand.whatsAppId, channel: 'whatsapp', handle: 'Brand', externalId: '106540352242922' },
        { id: zernioOnly.id, channel: 'messenger', handle: 'page', externalId: 'zer-fb' },
        { id: bare.id, channel: 'messenger', handle: 'bare' },
      ]),
    );
  });
});
