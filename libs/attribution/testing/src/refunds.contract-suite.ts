import { expect, it } from '@jest/globals';
import type { Conversion, Refund } from '@whence/attribution-application';

import type { Runner, Start } from './contract-suite-runner.js';
import { time } from './times.js';

const sale: Conversion = {
  id: 'cvn_00000000000000000000000001',
  type: 'sale',
  externalId: 'order-1',
  amount: { amountMinor: 1999n, currency: 'BRL' },
  occurredAt: time('10:05'),
  receivedAt: time('10:06'),
  attribution: { status: 'parked' },
  version: 0,
  isFinal: false,
};

const aRefund = (number: number, part?: Refund['part']): Refund => ({
  id: `rfd_0000000000000000000000000${number}`,
  externalId: `refund-${number}`,
  conversionId: sale.id,
  occurredAt: time('11:00'),
  ...(part === undefined ? {} : { part }),
});

const inBrl = (amountMinor: bigint) => ({ amountMinor, currency: 'BRL' });

const sold = async (start: Start): Promise<Runner> => {
  const run = await start();
  await run(({ conversions }) => conversions.add(sale, {}, 'print'));
  return run;
};

export const describeRefunds = (start: Start): void => {
  it('are kept in the order they were recorded, exact', async () => {
    const run = await sold(start);
    const all = [
      aRefund(1, { amount: inBrl(666n), refundedToDate: inBrl(666n) }),
      aRefund(2, { amount: inBrl(1333n), refundedToDate: inBrl(1999n) }),
    ];
    for (const refund of all) expect(await run(({ refunds }) => refunds.add(refund, 'print'))).toBe(true);
    expect(await run(({ refunds }) => refunds.lockOf(sale.id))).toEqual(all);
  });

  it('are one for an external id', async () => {
    const run = await sold(start);
    await run(({ refunds }) => refunds.add(aRefund(1), 'print'));
    expect(await run(({ refunds }) => refunds.add({ ...aRefund(2), externalId: 'refund-1' }, 'other'))).toBe(false);
    expect(await run(({ refunds }) => refunds.byExternalId('refund-1'))).toEqual({
      refund: aRefund(1),
      fingerprint: 'print',
    });
    expect(await run(({ refunds }) => refunds.byExternalId('refund-2'))).toBeUndefined();
  });
};
