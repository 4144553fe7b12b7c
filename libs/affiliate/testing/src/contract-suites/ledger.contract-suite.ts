import { accrualOf, LedgerOutOfBalanceViolation, money, partnerPayable, reversalOf } from '@whence/affiliate-domain';
import { describe, expect, it } from '@jest/globals';

import { annasCommission } from './annas-commission.js';
import { idFor, onDay } from '../builders/names.js';
import { aloneIn, aNewWorkspace, inUnitOfWorkOf, type MakeRecords } from './in-unit-of-work.js';

const accrual = accrualOf(annasCommission, { id: idFor('ltx', 'T1'), recordedAt: onDay(0) });

/** What every ledger must do. */
export const describeLedger = (make: MakeRecords): void => {
  const inUnitOfWork = inUnitOfWorkOf(make);
  const alone = aloneIn(make);

  describe('the ledger', () => {
    it('posts under a key once and never again', async () => {
      const workspaceId = aNewWorkspace();
      await inUnitOfWork(workspaceId, ({ ledger }) => ledger.post([accrual]));
      const again = inUnitOfWork(workspaceId, ({ ledger }) => ledger.post([{ ...accrual, id: idFor('ltx', 'T2') }]));
      await expect(again).rejects.toThrow();
    });

    it('knows by which transaction a commission was accrued', async () => {
      const accruals = await alone(async ({ ledger }) => {
        await ledger.post([accrual, reversalOf(annasCommission, { id: idFor('ltx', 'T2'), recordedAt: onDay(1) })]);
        return ledger.accrualsOf([annasCommission.id, idFor('com', 'NEVER')]);
      });
      expect([...accruals]).toEqual([[annasCommission.id, accrual.id]]);
    });

    it('refuses what does not sum to zero', async () => {
      const oneSided = {
        ...accrual,
        postings: [{ account: partnerPayable(idFor('prt', 'ANNA')), amount: money(1n, 'EUR') }],
      };
      await expect(alone(({ ledger }) => ledger.post([oneSided]))).rejects.toThrow(LedgerOutOfBalanceViolation);
    });
  });
};
