import { setImmediate as immediately } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { CreatedWorkspace } from '@whence/access';
import { newId } from '@whence/platform/crypto';
import { EventTransport, type OutgoingEvent } from '@whence/platform/outbox';
import { workerScope } from '@whence/platform/postgres';
import { Backlog } from '@whence/platform/process';

import { aPartner, aProgram, aRefund, aSale } from '../test/events.js';
import { startAffiliate, type RunningAffiliate } from '../test/running-affiliate.js';

let affiliate: RunningAffiliate;
let application: NestFastifyApplication;
let ours: CreatedWorkspace;
let theirs: CreatedWorkspace;

const longAgo = '2026-01-05T10:00:00.000Z';
const farAway = '2126-01-05T10:00:00.000Z';
const anna = newId('prt');
const ben = newId('prt');
const creators = newId('prg');
const dorasSale = { amountMinor: '1000', occurredAt: longAgo, programId: creators };

beforeAll(async () => {
  affiliate = await startAffiliate();
  ({ application, ours, theirs } = affiliate);
  await publish(partner(anna), partner(ben), program(), sale('19.99 due', longAgo), sale('10.00 pending', farAway));
});

afterAll(() => affiliate.stop());

const publish = (...events: readonly OutgoingEvent[]) => application.get(EventTransport).publisher.publish(events);

const partner = (id: string): OutgoingEvent => aPartner(ours.workspaceId, id);
const program = (): OutgoingEvent => aProgram(ours.workspaceId, creators);
/** A sale of Anna's for the amount that the text begins with. */
const sale = (text: string, occurredAt: string, programId = creators): OutgoingEvent =>
  aSale(ours.workspaceId, { amountMinor: text.slice(0, 5).replace('.', ''), occurredAt, partnerId: anna, programId });

const get = async (path: string, { key } = ours) => {
  const response = await application.inject({ url: `/v1/${path}`, headers: { authorization: `Bearer ${key}` } });
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
};

interface PageBody {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly nextCursor: string | null;
}

const page = async (path: string, workspace = ours): Promise<PageBody> =>
  (await get(path, workspace)).body as unknown as PageBody;

describe('GET /v1/partners/{id}/balance', () => {
  it('tells what is due from what is pending, in exact text', async () => {
    expect(await get(`partners/${anna}/balance`)).toEqual({
      status: 200,
      body: {
        balances: [
          {
            currency: 'BRL',
            pendingMinor: '75',
            heldMinor: '0',
            dueMinor: '150',
            paidMinor: '0',
            totalMinor: '225',
          },
        ],
      },
    });
  });

  it('is empty for a partner who has earned nothing', async () => {
    expect(await get(`partners/${ben}/balance`)).toEqual({ status: 200, body: { balances: [] } });
  });

  it.each([
    ['a partner of another workspace', () => get(`partners/${anna}/balance`, theirs)],
    ['nobody', () => get(`partners/${newId('prt')}/balance`)],
    ['what is no id of a partner', () => get('partners/anna/balance')],
  ])('does not exist for %s', async (_, answer) => {
    expect(await answer()).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});

describe('GET /v1/commissions', () => {
  it('lists what was earned', async () => {
    const { items, nextCursor } = await page(`commissions?partnerId=${anna}&status=due`);
    expect(nextCursor).toBeNull();
    expect(items).toEqual([
      {
        id: expect.stringMatching(/^com_/),
        partnerId: anna,
        programId: creators,
        programVersion: 1,
        conversionId: expect.stringMatching(/^cvn_/),
        on: 'sale',
        rewardKind: 'percentage',
        amount: { amountMinor: '150', currency: 'BRL' },
        remaining: { amountMinor: '150', currency: 'BRL' },
        status: 'due',
        occurredAt: longAgo,
        dueAt: '2026-02-04T10:00:00.000Z',
        accruedAt: expect.stringMatching(/Z$/),
        channel: 'whatsapp',
      },
    ]);
  });

  it('goes on at the cursor, and ends', async () => {
    const first = await page('commissions?limit=1');
    const rest = await page(`commissions?limit=1&cursor=${first.nextCursor ?? ''}`);
    expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([1, 1, null]);
    expect(rest.items[0]?.['id']).not.toBe(first.items[0]?.['id']);
  });

  it.each([
    ['status=lost', 'status'],
    ['partnerId=anna', 'partnerId'],
    ['cursor=elsewhere', 'cursor'],
    ['limit=201', 'limit'],
    ['colour=red', 'colour'],
  ])('refuses %s', async (query, path) => {
    expect(await get(`commissions?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', errors: [{ path }] },
    });
  });
});

describe('GET /v1/ledger', () => {
  it('shows a trial balance of zero', async () => {
    expect(await get('ledger/trial-balance')).toEqual({
      status: 200,
      body: {
        currencies: [{ currency: 'BRL', debitMinor: '225', creditMinor: '225', differenceMinor: '0' }],
        accounts: [
          {
            account: `commission-expense:${creators}`,
            currency: 'BRL',
            debitMinor: '225',
            creditMinor: '0',
            balanceMinor: '225',
          },
          {
            account: `partner-payable:${anna}`,
            currency: 'BRL',
            debitMinor: '0',
            creditMinor: '225',
            balanceMinor: '-225',
          },
        ],
      },
    });
  });

  it('lists its entries with both sides', async () => {
    const { items } = await page(`ledger/entries?account=partner-payable:${anna}`);
    expect(items).toHaveLength(2);
    expect(items).toContainEqual({
      id: expect.stringMatching(/^ltx_/),
      kind: 'commission-accrued',
      commissionId: expect.stringMatching(/^com_/),
      occurredAt: longAgo,
      recordedAt: expect.stringMatching(/Z$/),
      postings: [
        { account: `commission-expense:${creators}`, currency: 'BRL', debitMinor: '150', creditMinor: '0' },
        { account: `partner-payable:${anna}`, currency: 'BRL', debitMinor: '0', creditMinor: '150' },
      ],
    });
  });
});

describe('whoever asks', () => {
  it.each(['commissions', 'ledger/entries'])('sees nothing of another workspace in %s', async (path) => {
    expect(await page(path, theirs)).toEqual({ items: [], nextCursor: null });
  });

  it('sees an empty trial balance of a workspace without money', async () => {
    expect((await get('ledger/trial-balance', theirs)).body).toEqual({ currencies: [], accounts: [] });
  });

  it.each(['commissions', 'ledger/entries', 'ledger/trial-balance', `partners/${anna}/balance`])(
    'needs a key for %s',
    async (path) => {
      expect((await get(path, { ...ours, key: 'nobodys-key' })).status).toBe(401);
    },
  );
});

describe('when a sale is refunded', () => {
  const conversionId = newId('cvn');
  const cem = newId('prt');
  const refund = (amountMinor: string, toDateMinor: string) =>
    aRefund(ours.workspaceId, { conversionId, amountMinor, toDateMinor });
  const balance = async () => (await get(`partners/${cem}/balance`)).body['balances'];

  it('waits for its sale, and is counted as kept aside until then', async () => {
    await publish(refund('666', '666'));
    expect(await application.get(Backlog).of(ours.workspaceId)).toMatchObject({ parked: 1 });
    const facts = { amountMinor: '1999', occurredAt: longAgo, partnerId: cem, programId: creators };
    await publish(aSale(ours.workspaceId, { ...facts, conversionId }));
    expect(await application.get(Backlog).of(ours.workspaceId)).toMatchObject({ parked: 0 });
    expect(await balance()).toMatchObject([{ pendingMinor: '0', dueMinor: '100', totalMinor: '100' }]);
  });

  it('shows what is left of the commission, and that it is reversed once nothing is', async () => {
    const { items: before } = await page(`commissions?partnerId=${cem}`);
    expect(before).toMatchObject([
      { amount: { amountMinor: '150' }, remaining: { amountMinor: '100' }, status: 'due' },
    ]);
    await publish(refund('666', '1332'), refund('667', '1999'));
    const { items } = await page(`commissions?partnerId=${cem}&status=reversed`);
    expect(items).toMatchObject([{ remaining: { amountMinor: '0' }, reversedBecause: 'refunded' }]);
    expect(await balance()).toEqual([]);
  });
});

describe('when the hold is over', () => {
  it('writes down by itself that a commission is due, and tells of it', async () => {
    const dora = newId('prt');
    await publish(aSale(ours.workspaceId, { ...dorasSale, partnerId: dora }));
    const pending = () =>
      affiliate.test.database.inTransaction(workerScope(ours.workspaceId), (tx) =>
        tx.query("SELECT FROM affiliate.commission WHERE partner_id = $1 AND status = 'pending'", [dora]),
      );
    while ((await pending()).length > 0) await immediately();
    expect((await page(`commissions?partnerId=${dora}&status=due`)).items).toHaveLength(1);
  });
});

describe('what waits or could not be taken', () => {
  it('is counted as kept aside, and holds nothing up', async () => {
    const unknown = sale('10.00 under terms that nobody has told of', longAgo, newId('prg'));
    const broken = partner('nobody');
    await publish(unknown, broken);
    const backlog = application.get(Backlog);
    expect(await backlog.of(ours.workspaceId)).toMatchObject({ parked: 1, quarantined: 1 });
    expect(await backlog.of(theirs.workspaceId)).toMatchObject({ parked: 0, quarantined: 0 });
  });

  it('leaves its own events to the relay, which empties the outbox', async () => {
    const backlog = application.get(Backlog);
    for (let left = 1; left > 0;) ({ outbox: left } = await backlog.of(ours.workspaceId));
    expect((await backlog.of(ours.workspaceId)).outbox).toBe(0);
  });
});
