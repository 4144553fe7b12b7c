import { describe, expect, it } from '@jest/globals';

import { aSale } from '../builders/conversion.builder.js';
import { refundsOf, wholeRefundOf } from '../builders/refund.mother.js';
import { aloneIn, aNewWorkspace, inUnitOfWorkOf, type MakeRecords } from './in-unit-of-work.js';

const sale = aSale().of('19.99', 'EUR').by('ANNA');
const other = aSale().called('OTHER');
const [first, second] = refundsOf(sale, '6.66', '13.33');

/** What every store of refunds must do. */
export const describeRefunds = (make: MakeRecords): void => {
  const inUnitOfWork = inUnitOfWorkOf(make);
  const alone = aloneIn(make);

  describe('refunds', () => {
    it('come back as they were told, with their conversion and no other', async () => {
      const found = await alone(async ({ refunds }) => {
        for (const refund of [first!, second!, wholeRefundOf(other)]) await refunds.add(refund);
        return [await refunds.of([sale.id]), await refunds.of([other.id])];
      });
      expect(found).toEqual([[first, second], [wholeRefundOf(other)]]);
    });

    it('are kept once, as they were first told', async () => {
      const found = await alone(async ({ refunds }) => {
        expect(await refunds.add(first!)).toBe(true);
        expect(await refunds.add({ ...first!, stretch: undefined })).toBe(false);
        return refunds.of([sale.id]);
      });
      expect(found).toEqual([first]);
    });

    it('wait for their conversion', async () => {
      const workspaceId = aNewWorkspace();
      await inUnitOfWork(workspaceId, ({ refunds }) => refunds.add(first!));
      expect(await make().waitingRefunds.count(workspaceId)).toBe(1);
      expect(await make().waitingRefunds.count(aNewWorkspace())).toBe(0);
      await inUnitOfWork(workspaceId, ({ conversions }) => conversions.put(sale));
      expect(await make().waitingRefunds.count(workspaceId)).toBe(0);
    });
  });
};
