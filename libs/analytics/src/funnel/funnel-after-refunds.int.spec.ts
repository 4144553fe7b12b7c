import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@whence/platform/crypto';
import type { EventConsumer } from '@whence/platform/outbox';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import fc from 'fast-check';

import { anna, annasCredit, at, ben, bensCredit, Brand, money, sharedCredits } from '../../test/a-brand.js';
import { readTablesConsumer } from '../read-tables-on-events.consumer.js';
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

interface Time {
  readonly from?: number;
  readonly to?: number;
}

/** Such as `{ [anna]: '1333 100' }`: revenue and commission of each partner. */
const moneyOf = async (time: Time = {}): Promise<Readonly<Record<string, string>>> => {
  const rows = await readFunnel(test.database, { workspaceId, groupBy: 'partner', ...time });
  return Object.fromEntries(
    rows.flatMap(({ key, money: amounts }) =>
      amounts.map(({ revenueMinor, commissionMinor }) => [String(key), `${revenueMinor} ${commissionMinor}`]),
    ),
  );
};

const soldAt = 10;
const refundedAt = 20;
const before = { to: Date.parse(at(refundedAt)) };
const after = { from: Date.parse(at(refundedAt)) };

describe('revenue after a refund', () => {
  const sale = () => brand.converted(soldAt, { amount: money(1999), credits: [annasCredit] });
  const refund = () => brand.refunded(refundedAt, { of: soldAt, amount: money(666), toDate: money(666) });

  it('is less from the moment of the refund on: a closed period keeps its numbers', async () => {
    await consumer.consume([sale(), refund()]);
    expect(await moneyOf(before)).toEqual({ [anna]: '1999 0' });
    expect(await moneyOf(after)).toEqual({ [anna]: '-666 0' });
    expect(await moneyOf()).toEqual({ [anna]: '1333 0' });
  });

  it('is less once, however often the refund is told, also under another event id', async () => {
    const told = refund();
    await consumer.consume([sale(), told, told, refund()]);
    await consumer.consume([refund()]);
    expect(await moneyOf()).toEqual({ [anna]: '1333 0' });
  });

  it('waits for a sale that is told later', async () => {
    await consumer.consume([refund()]);
    expect(await moneyOf()).toEqual({});
    await consumer.consume([sale()]);
    expect(await moneyOf()).toEqual({ [anna]: '1333 0' });
  });

  it('is taken from whoever is credited for the sale now', async () => {
    await consumer.consume([sale(), refund()]);
    await consumer.consume([brand.converted(soldAt, { amount: money(1999), credits: [bensCredit], version: 2 })]);
    expect(await moneyOf(after)).toEqual({ [ben]: '-666 0' });
  });

  it('counts the sale all the same', async () => {
    await consumer.consume([sale(), refund()]);
    const [row] = await readFunnel(test.database, { workspaceId, groupBy: 'partner' });
    expect(row?.sales).toBe(1);
  });

  it('takes from every key exactly what the sale gave it, in whatever parts all of it is refunded', async () => {
    const someParts = fc.array(fc.integer({ min: 1, max: 9_999 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(someParts, fc.boolean(), async (parts, isReversed) => {
        workspaceId = newId('wsp');
        brand = new Brand(workspaceId);
        let toDate = 0;
        const refunds = parts.map((part, index) => {
          toDate += part;
          return brand.refunded(refundedAt + index, { of: soldAt, amount: money(part), toDate: money(toDate) });
        });
        const told = [brand.converted(soldAt, { amount: money(toDate), credits: sharedCredits }), ...refunds];
        await consumer.consume(isReversed ? told.reverse() : told);
        expect(await moneyOf()).toEqual({ [anna]: '0 0', [ben]: '0 0' });
      }),
      { numRuns: 25 },
    );
  });
});

describe('commission after a refund', () => {
  it('is less from the moment of the refund on', async () => {
    const posted = { partnerId: anna, amount: money(150) };
    await consumer.consume([
      brand.commission(soldAt, posted),
      brand.commission(soldAt, { ...posted, amount: money(50), kind: 'reversed', refund: refundedAt }),
    ]);
    expect(await moneyOf(before)).toEqual({ [anna]: '0 150' });
    expect(await moneyOf(after)).toEqual({ [anna]: '0 -50' });
  });

  it('leaves no trace in any period of a partner whose credit was taken back after the refund', async () => {
    const whole = { partnerId: anna, amount: money(150) };
    const part = { partnerId: anna, amount: money(50), refund: refundedAt };
    await consumer.consume([
      brand.commission(soldAt, whole),
      brand.commission(soldAt, { ...part, kind: 'reversed' }),
      brand.commission(soldAt, part),
      brand.commission(soldAt, { ...whole, kind: 'reversed' }),
    ]);
    expect(await moneyOf(before)).toEqual({ [anna]: '0 0' });
    expect(await moneyOf(after)).toEqual({ [anna]: '0 0' });
  });
});
