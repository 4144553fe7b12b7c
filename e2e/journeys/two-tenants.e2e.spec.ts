import { beforeAll, describe, expect, it } from '@jest/globals';

import { Brand, connect, register, type Link, type Partner } from '../src/brand.js';
import { defaultWorkspaceId, rowsIn, type Look } from '../src/database.js';
import { deliver } from '../src/deliveries/deliver.js';
import { linkReferral } from '../src/deliveries/message.js';
import { metaMessage } from '../src/deliveries/meta-graph.js';
import { readingRoutesOf, type ReadingRoute } from '../src/reading-routes.js';
import { theConversationOf, trialBalanceDifferences } from '../src/look.js';
import { joinedAndApart } from '../src/joined-and-apart.js';
import { aPerson, freshDigits, freshMessageId } from '../src/person.js';
import { settled } from '../src/settled.js';
import { refIn, tap } from '../src/tap.js';
import { theSystem } from '../src/the-system.js';
import { aTenantOn, type Tenant } from '../src/workspace.js';

/** SQLSTATE. */
const insufficientPrivilege = '42501';
const idPattern = /\b[a-z]{2,3}_[0-9A-Z]{26}\b/g;

/** Ids in an answer, of whatever it tells. */
const idsIn = (answer: unknown): readonly string[] => JSON.stringify(answer).match(idPattern) ?? [];

describe('a second workspace beside the first', () => {
  const system = theSystem();
  const maria = aPerson();
  let first: string;
  let second: Tenant;
  let brand: Brand;
  let anna: Partner;
  let link: Link;
  let ref: string;
  let routes: readonly ReadingRoute[];

  beforeAll(async () => {
    brand = await Brand.on(system);
    anna = await brand.partner('Anna');
    link = await brand.link(anna, 'instagram');
    await system.api.post('/v1/ads', { externalId: freshDigits(18, '1203'), campaignId: brand.campaignId });
    const { programId } = brand;
    await system.api.post('/v1/coupons', { code: `ANNA${freshDigits(9, '')}`, partnerId: anna.id, programId });
    ref = refIn(await tap(link));
    const message = { id: freshMessageId(), text: 'Hi!', at: Date.now(), referral: linkReferral(ref) };
    await deliver(brand.connections['meta-graph'], metaMessage(brand.accounts.instagram, maria, message));
    await settled(system);
    await system.api.post('/v1/conversions', {
      type: 'sale',
      externalId: `order-${message.id}`,
      contact: { conversationId: (await theConversationOf(system, maria.igsid)).id },
      amount: { amountMinor: '1999', currency: 'BRL' },
    });
    await settled(system);
    await joinedAndApart(brand);

    first = await defaultWorkspaceId(system);
    second = await aTenantOn(system, 'Another company');
    routes = await readingRoutesOf(second);
  });

  /** A test of a link is in no list: whoever minted it knows its id. */
  const idsOfTheFirst = async (path: string): Promise<readonly string[]> => {
    const [list = ''] = path.split('/{id}');
    if (list === '/v1/link-tests') return [(await system.api.post<{ id: string }>(`/v1/links/${link.id}/test`, {})).id];
    const { items } = await system.api.get<{ items: readonly { id: string }[] }>(`${list}?limit=3`);
    return items.map(({ id }) => id);
  };

  describe('through the API', () => {
    // A list that is added later has to be given something to hide: an empty one proves nothing.
    it('every list of the first has something in it, and every list of the second is empty', async () => {
      const lists = routes.filter(({ kind }) => kind === 'list');
      for (const { path } of lists) {
        expect({ path, items: (await system.api.get<{ items: unknown[] }>(path)).items.length }).not.toEqual({
          path,
          items: 0,
        });
        expect({ path, items: (await second.api.get<{ items: unknown[] }>(path)).items }).toEqual({ path, items: [] });
      }
      expect(lists.map(({ path }) => path)).toEqual(
        expect.arrayContaining([
          '/v1/ads',
          '/v1/campaigns',
          '/v1/channel-accounts',
          '/v1/commissions',
          '/v1/connections',
          '/v1/contact-joins',
          '/v1/conversations',
          '/v1/conversions',
          '/v1/coupons',
          '/v1/enrollments',
          '/v1/identity-conflicts',
          '/v1/ledger/entries',
          '/v1/links',
          '/v1/partners',
          '/v1/programs',
        ]),
      );
    });

    it('nothing else that the second can read names anything of the first', async () => {
      const reports = routes.filter(({ kind }) => kind === 'report');
      for (const { path } of reports) {
        const answer = await second.api.get(path);
        expect({ path, ids: idsIn(answer) }).toEqual({ path, ids: [] });
      }
      expect(reports.length).toBeGreaterThan(3);
      expect(await trialBalanceDifferences(second)).toEqual([]);
    });

    it('everything of the first is 404 to the second, by its id', async () => {
      const details = routes.filter(({ kind }) => kind === 'detail');
      for (const { path } of details) {
        const ids = await idsOfTheFirst(path);
        expect(ids.length).toBeGreaterThan(0);
        for (const id of ids) {
          const asked = path.replace('{id}', id);
          expect({ asked, ...(await system.api.ask('GET', asked)) }).toMatchObject({ asked, status: 200 });
          expect({ asked, ...(await second.api.ask('GET', asked)) }).toMatchObject({
            asked,
            status: 404,
            body: { code: 'not-found' },
          });
        }
      }
      expect(details.length).toBeGreaterThan(8);
      expect(details.map(({ path }) => path)).toContain('/v1/channel-accounts/{id}/signal-health');
    });

    it('the second can neither change nor build on what is the first’s', async () => {
      const changes = [
        [`/v1/partners/${anna.id}`, { name: 'Mine' }],
        [`/v1/links/${link.id}`, { status: 'disabled' }],
        [`/v1/channel-accounts/${brand.accounts.instagram.id}`, { handle: 'mine' }],
        [`/v1/campaigns/${brand.campaignId}`, { name: 'Mine' }],
      ] as const;
      for (const [path, body] of changes) {
        expect({ path, ...(await second.api.ask('PATCH', path, body)) }).toMatchObject({ path, status: 404 });
      }
      const { id: conversationId } = await theConversationOf(system, maria.igsid);
      const additions = [
        ['/v1/links', { channelAccountId: brand.accounts.instagram.id }],
        ['/v1/enrollments', { partnerId: anna.id, programId: brand.programId }],
        ['/v1/ads', { externalId: '1', campaignId: brand.campaignId }],
        ['/v1/conversions', { type: 'lead', externalId: '1', contact: { conversationId } }],
      ] as const;
      for (const [path, body] of additions) {
        expect({ path, ...(await second.api.ask('POST', path, body)) }).toMatchObject({ path, status: 404 });
      }
    });
  });

  describe("as the database's API role", () => {
    /** Every table of tenants, with how many rows of it this look sees, or that it may not look. */
    const look = async (as: Look): Promise<ReadonlyMap<string, number | 'denied'>> => {
      const seen = new Map<string, number | 'denied'>();
      for (const url of system.databaseUrls) {
        for (const table of await tenantTables(url))
          seen.set(table, both(seen.get(table), await rowsSeen(url, as, table)));
      }
      return seen;
    };

    /** A schema may stand in two databases, empty where it is another's. */
    const both = (one: number | 'denied' = 0, other: number | 'denied'): number | 'denied' =>
      one === 'denied' || other === 'denied' ? 'denied' : one + other;

    const rowsSeen = async (url: string, as: Look, table: string): Promise<number | 'denied'> => {
      try {
        const [row] = await rowsIn<{ rows: number }>(url, as, { sql: `SELECT count(*)::int AS rows FROM ${table}` });
        return row?.rows ?? -1;
      } catch (error) {
        if ((error as { code?: string }).code === insufficientPrivilege) return 'denied';
        throw error;
      }
    };

    const tenantTables = async (url: string): Promise<readonly string[]> => {
      const sql = `
        SELECT format('%I.%I', n.nspname, c.relname) AS name
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id' AND NOT a.attisdropped
        WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        ORDER BY 1`;
      return (await rowsIn<{ name: string }>(url, { role: 'whence_api' }, { sql })).map(({ name }) => name);
    };

    const neverSome = (seen: ReadonlyMap<string, number | 'denied'>): readonly string[] =>
      [...seen].filter(([, rows]) => rows !== 0 && rows !== 'denied').map(([table]) => table);

    it('the first sees its own rows, so that there is something to see', async () => {
      const seen = await look({ role: 'whence_api', workspaceId: first });
      const filled = [...seen].filter(([, rows]) => typeof rows === 'number' && rows > 0).map(([table]) => table);
      expect(filled.map((table) => table.split('.')[0])).toEqual(
        expect.arrayContaining(['affiliate', 'analytics', 'attribution', 'catalog']),
      );
      expect(filled.length).toBeGreaterThan(20);
    });

    it('the second sees no row of any table', async () => {
      expect(neverSome(await look({ role: 'whence_api', workspaceId: second.workspaceId }))).toEqual([]);
    });

    it('nobody sees a row where no workspace is set', async () => {
      expect(neverSome(await look({ role: 'whence_api' }))).toEqual([]);
    });

    it('nobody reaches deliveries, keys and secrets, whatever workspace is set', async () => {
      const seen = await look({ role: 'whence_api', workspaceId: first });
      for (const table of ['intake.inbox', 'intake.quarantine', 'intake.connection', 'access.api_key']) {
        expect({ table, seen: seen.get(table) }).toEqual({ table, seen: 'denied' });
      }
    });
  });

  it('the same account and the same message are two conversations, and the first’s token is worth nothing at the second', async () => {
    const theirs = await connect(second, 'meta-graph');
    const { channel, handle, externalIds } = brand.accounts.instagram;
    const account = await register(second, { channel, handle, externalIds });
    const message = { id: freshMessageId(), text: 'Hi!', at: Date.now(), referral: linkReferral(ref) };
    await deliver(theirs, metaMessage(account, maria, message));
    await settled(second);
    const conversation = await theConversationOf(second, maria.igsid);
    expect(conversation).toMatchObject({
      channelAccountId: account.id,
      attribution: { status: 'unattributed', reason: 'unknown-ref', credits: [] },
    });
    expect(conversation.id).not.toBe((await theConversationOf(system, maria.igsid)).id);
  });
});
