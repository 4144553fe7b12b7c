import { remainderOf, type DueCommission, type Instant } from '@whence/affiliate-domain';

import type { Announcement } from '../ports/announcements.js';
import type { DuePartner, DuePartners } from '../ports/due-partners.js';
import type { Stores, UnitOfWork } from '../ports/unit-of-work.js';

export interface LetCommissionsFallDueCommand {
  readonly now: Instant;
}

export interface LetCommissionsFallDueOutcome {
  /** How many commissions fell due. */
  readonly due: number;
  /** Whether there may be more whose time has come. */
  readonly isFinished: boolean;
}

export const partnersTogetherMax = 100;
export const commissionsTogetherMax = 500;

/**
 * Makes pending commissions due once their time has come, and tells of each of them once; a unit of work for each
 * partner. What fails for one of them keeps no other from his money, and is thrown when all had their turn.
 */
export class LetCommissionsFallDue {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly duePartners: DuePartners,
  ) {}

  async run({ now }: LetCommissionsFallDueCommand): Promise<LetCommissionsFallDueOutcome> {
    const partners = await this.duePartners.at(now, partnersTogetherMax);
    const failures: unknown[] = [];
    let due = 0;
    for (const partner of partners) {
      due += await this.letFallDue(partner, now).catch((error: unknown) => {
        failures.push(error);
        return 0;
      });
    }
    if (failures.length > 0) throw new AggregateError(failures, 'commissions of some partners do not fall due');
    // Where nothing fell due although its time has come, others are busy with it: there is no use in trying at once.
    return { due, isFinished: due === 0 };
  }

  private letFallDue({ workspaceId, partnerId }: DuePartner, now: Instant): Promise<number> {
    return this.unitOfWork.run(workspaceId, async (stores) => {
      const due = await stores.commissions.fallDue({ partnerId, now, limit: commissionsTogetherMax });
      await stores.announcements.add(await announcementsOf(due, stores), now);
      return due.length;
    });
  }
}

const announcementsOf = async (due: readonly DueCommission[], { ledger }: Stores): Promise<readonly Announcement[]> => {
  const accruals = await ledger.accrualsOf(due.map(({ id }) => id));
  return due.map((commission) => {
    const ledgerTransactionId = accruals.get(commission.id);
    if (ledgerTransactionId === undefined) throw new CommissionNotInLedgerViolation(commission.id);
    return { kind: 'due', commission, amount: remainderOf(commission), refund: undefined, ledgerTransactionId };
  });
};

/** A commission that was never accrued in the ledger cannot be owed to anybody. */
export class CommissionNotInLedgerViolation extends Error {
  constructor(commissionId: string) {
    super(`commission ${commissionId} is not in the ledger`);
    this.name = 'CommissionNotInLedgerViolation';
  }
}
