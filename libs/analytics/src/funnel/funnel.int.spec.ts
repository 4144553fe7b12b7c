import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@whence/platform/crypto';
import type { EventConsumer } from '@whence/platform/outbox';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import fc from 'fast-check';

import {
  anna,
  annasCredit,
  annasLink,
  at,
  ben,
  bensCredit,
  bensLink,
  Brand,
  money,
  openLink,
  summer,
  winter,
} from '../../test/a-brand.js';
import { aDay, theDay } from '../../test/a-day.js';
import { countDeadLetters } from '../dead-letters.js';
import { readTablesConsumer } from '../read-tables-on-events.consumer.js';
import { funnelKeys, type FunnelKey, type FunnelRow } from './funnel.js';
import { readFunnel } from './read-funnel.js';

let test: TestDatabase;
let consumer: EventConsumer;
let workspaceId: string;
let brand: Brand;

beforeAll(async () => {
  test = await createTestDatabase();
  consumer = readTablesConsumer(test.database);
});

afterAll(async () => {
  await test.drop();
});

beforeEach(() => {
  workspaceId = newId('wsp');
  brand = new Brand(workspaceId);
});

const funnel = (groupBy: FunnelKey, time: { from?: number; to?: number } = theDay): Promise<readonly FunnelRow[]> =>
  readFunnel(test.database, { workspaceId, groupBy, ...time });

const row = (key: string | null, metrics: Partial<FunnelRow>): FunnelRow => ({
  key,
  clicks: 0,
  uniqueClicks: 0,
  conversations: 0,
  leads: 0,
  sales: 0,
  money: [],
  ...metrics,
});

const brl = (revenueMinor: bigint, commissionMinor = 0n) => ({ currency: 'BRL', revenueMinor, commissionMinor });
const eur = (revenueMinor: bigint, commissionMinor = 0n) => ({ currency: 'EUR', revenueMinor, commissionMinor });

/** Shares that sum to 1,000,000. */
const millionthsOf = (weights: readonly number[]): readonly number[] => {
  const total = weights.reduce((sum, weight) => sum + weight);
  const [, ...others] = weights.map((weight) => Math.floor((weight * 1_000_000) / total));
  return [others.reduce((rest, share) => rest - share, 1_000_000), ...others];
};

const annasDay = { uniqueClicks: 2, conversations: 2, leads: 1, sales: 2, money: [brl(1333n, 100n), eur(0n)] };
const bensDay = { clicks: 1, uniqueClicks: 1, conversations: 2, sales: 1, money: [eur(0n, 10n)] };
const nobodysDay = { conversations: 1, sales: 1, money: [brl(500n)] };

const expected: Readonly<Record<FunnelKey, readonly FunnelRow[]>> = {
  partner: [
    row(anna, { ...annasDay, clicks: 3 }),
    row(ben, bensDay),
    row(null, { ...nobodysDay, clicks: 1, uniqueClicks: 1 }),
  ],
  campaign: [row(summer, { ...annasDay, clicks: 4 }), row(winter, bensDay), row(null, nobodysDay)],
  link: [
    row(annasLink, { ...annasDay, clicks: 3 }),
    row(bensLink, bensDay),
    row(openLink, { clicks: 1, uniqueClicks: 1 }),
    row(null, nobodysDay),
  ],
  channel: [
    row('instagram', {
      clicks: 4,
      uniqueClicks: 2,
      conversations: 2,
      leads: 1,
      sales: 2,
      money: [brl(1833n, 100n), eur(0n, 10n)],
    }),
    row('messenger', { conversations: 1, sales: 1, money: [eur(0n)] }),
    row('whatsapp', { clicks: 1, uniqueClicks: 1, conversations: 1 }),
  ],
};

describe('the funnel of a day', () => {
  it.each(funnelKeys)('counts what each %s brought, and what nobody gets', async (groupBy) => {
    await consumer.consume(aDay(workspaceId));
    expect(await funnel(groupBy)).toEqual(expected[groupBy]);
  });

  it('is the same in whichever order, how often and in what batches the events arrive', async () => {
    const order = fc.array(fc.nat({ max: aDay(workspaceId).length - 1 }), { maxLength: 20 }).chain((again) =>
      fc.record({
        places: fc.shuffledSubarray(
          [...aDay(workspaceId).keys(), ...again].map((place, index) => ({ place, index })),
          { minLength: aDay(workspaceId).length + again.length },
        ),
        batch: fc.integer({ min: 1, max: 12 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(order, async ({ places, batch }) => {
        workspaceId = newId('wsp');
        const events = aDay(workspaceId);
        const arriving = places.flatMap(({ place }) => events[place] ?? []);
        for (let start = 0; start < arriving.length; start += batch) {
          await consumer.consume(arriving.slice(start, start + batch));
        }
        for (const groupBy of funnelKeys) expect(await funnel(groupBy)).toEqual(expected[groupBy]);
      }),
      { numRuns: 20 },
    );
  });

  it('begins with its first millisecond and ends before its last', async () => {
    await consumer.consume([brand.started(5, 'instagram'), brand.started(6, 'instagram')]);
    const [fifth, sixth] = [Date.parse(at(5)), Date.parse(at(6))];
    expect(await funnel('channel', { from: fifth, to: sixth })).toEqual([row('instagram', { conversations: 1 })]);
    expect(await funnel('channel', { from: fifth + 1, to: sixth })).toEqual([]);
    expect(await funnel('channel', { to: sixth + 1 })).toEqual([row('instagram', { conversations: 2 })]);
    expect(await funnel('channel', {})).toEqual([row('instagram', { conversations: 2 })]);
  });

  it("shows nothing of another workspace's day", async () => {
    await consumer.consume(aDay(newId('wsp')));
    for (const groupBy of funnelKeys) expect(await funnel(groupBy, {})).toEqual([]);
  });
});

describe('what a metric counts', () => {
  it('follows a decision that is superseded, and ignores a version that comes late', async () => {
    const byAnna = brand.decided(1, { credits: [annasCredit] });
    const byBen = brand.decided(1, { version: 2, credits: [bensCredit] });
    await consumer.consume([byAnna]);
    await consumer.consume([byBen]);
    expect(await funnel('partner')).toEqual([row(ben, { conversations: 1 })]);
    await consumer.consume([brand.decided(1, { credits: [annasCredit] })]);
    expect(await funnel('partner')).toEqual([row(ben, { conversations: 1 })]);
  });

  it('counts a conversation when its newest decision says that it was opened', async () => {
    const told = [
      brand.started(1, 'instagram', at(20)),
      brand.decided(1, { openedAt: at(20) }),
      brand.decided(1, { openedAt: at(8), version: 2 }),
      brand.decided(1, { openedAt: at(10), version: 3 }),
    ];
    for (const event of [...told].reverse()) await consumer.consume([event]);
    const tenth = Date.parse(at(10));
    expect(await funnel('channel', { from: tenth, to: tenth + 1 })).toEqual([row('instagram', { conversations: 1 })]);
    expect(await funnel('channel', {})).toEqual([row('instagram', { conversations: 1 })]);
  });

  it('counts a click for its link before the link is known, and for its partner afterwards', async () => {
    await consumer.consume([brand.click(1, annasLink, { person: 'vera' })]);
    const oneClick = { clicks: 1, uniqueClicks: 1 };
    expect(await funnel('link')).toEqual([row(annasLink, oneClick)]);
    expect(await funnel('partner')).toEqual([row(null, oneClick)]);
    await consumer.consume([brand.link({ linkId: annasLink, channel: 'instagram', partnerId: anna })]);
    expect(await funnel('partner')).toEqual([row(anna, oneClick)]);
  });

  it('counts a conversation once for a partner who is credited twice', async () => {
    const credits = [
      { ...annasCredit, shareMillionths: 600_000 },
      { ...annasCredit, linkId: openLink, shareMillionths: 400_000 },
    ];
    await consumer.consume([brand.decided(1, { credits }), brand.converted(2, { amount: money(1000), credits })]);
    expect(await funnel('partner')).toEqual([row(anna, { conversations: 1, sales: 1, money: [brl(1000n)] })]);
    expect(await funnel('link')).toEqual([
      row(annasLink, { conversations: 1, sales: 1, money: [brl(600n)] }),
      row(openLink, { conversations: 1, sales: 1, money: [brl(400n)] }),
    ]);
  });

  it('splits revenue without losing or inventing a minor unit', async () => {
    const shares = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 5 }).map(millionthsOf);
    await fc.assert(
      fc.asyncProperty(shares, fc.integer({ min: 0, max: 999_999_999_999_999 }), async (parts, amountMinor) => {
        workspaceId = newId('wsp');
        const credits = parts.map((shareMillionths, index) => ({
          linkId: `lnk_${String(index).padStart(26, '0')}`,
          shareMillionths,
        }));
        await consumer.consume([new Brand(workspaceId).converted(1, { amount: money(amountMinor), credits })]);
        const revenues = (await funnel('link')).map(({ money: amounts }) => amounts[0]?.revenueMinor ?? 0n);
        const [, ...others] = parts.map((share) => (BigInt(amountMinor) * BigInt(share)) / 1_000_000n);
        expect(revenues.reduce((sum, revenue) => sum + revenue)).toBe(BigInt(amountMinor));
        expect(revenues.slice(1)).toEqual(others);
      }),
      { numRuns: 20 },
    );
  });

  it('keeps aside what it cannot take, and counts what came with it', async () => {
    const click = brand.click(1, annasLink, { person: 'vera' });
    const broken = {
      ...brand.click(2, annasLink, { person: 'walt' }),
      body: { ...click.body, clickId: 'clk_2', occurredAt: 'noon' },
    };
    await consumer.consume([broken, click]);
    expect(await funnel('link')).toEqual([row(annasLink, { clicks: 1, uniqueClicks: 1 })]);
    expect(await countDeadLetters(test.database, workspaceId)).toBe(1);
    expect(await countDeadLetters(test.database, newId('wsp'))).toBe(0);
  });
});
