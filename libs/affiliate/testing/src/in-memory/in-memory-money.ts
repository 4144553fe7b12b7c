import { Announcements, Commissions, Ledger, type Announcement, type FallingDue } from '@whence/affiliate-application';
import {
  ledgerTransaction,
  nameOf,
  stands,
  type Commission,
  type CommissionId,
  type ConversionId,
  type DueCommission,
  type LedgerTransaction,
  type LedgerTransactionId,
  type PendingCommission,
  type RefundedCommission,
  type Rescheduling,
  type StandingCommission,
} from '@whence/affiliate-domain';

import type { WorkspaceState } from './workspace-state.js';

export class InMemoryCommissions extends Commissions {
  constructor(private readonly state: WorkspaceState) {
    super();
  }

  override async standingOn(conversionIds: readonly ConversionId[]): Promise<readonly StandingCommission[]> {
    return this.standing().filter(({ conversionId }) => conversionIds.includes(conversionId));
  }

  override async add(commissions: readonly (PendingCommission | RefundedCommission)[]): Promise<void> {
    for (const commission of commissions) {
      const standsAlready = this.standing().some((other) => nameOf(other) === nameOf(commission));
      if (standsAlready) throw new Error(`a commission stands already: ${nameOf(commission)}`);
      this.state.commissions.set(commission.id, commission);
    }
  }

  override async reverse(commissions: readonly Commission[]): Promise<void> {
    for (const commission of commissions) this.state.commissions.set(commission.id, commission);
  }

  override async reschedule(reschedulings: readonly Rescheduling[]): Promise<void> {
    for (const { commission, dueAt } of reschedulings) {
      const now = this.state.commissions.get(commission.id) ?? commission;
      this.state.commissions.set(commission.id, { ...now, dueAt });
    }
  }

  override async fallDue({ partnerId, now, limit }: FallingDue): Promise<readonly DueCommission[]> {
    const due = this.standing()
      .filter((commission) => commission.status === 'pending' && commission.dueAt <= now)
      .filter((commission) => commission.partnerId === partnerId)
      .sort((left, right) => left.dueAt - right.dueAt || (left.id < right.id ? -1 : 1))
      .slice(0, limit)
      .map((commission): DueCommission => ({ ...commission, status: 'due' }));
    for (const commission of due) this.state.commissions.set(commission.id, commission);
    return due;
  }

  private standing(): readonly StandingCommission[] {
    return [...this.state.commissions.values()].filter(stands);
  }
}

export class InMemoryLedger extends Ledger {
  constructor(private readonly state: WorkspaceState) {
    super();
  }

  override async post(transactions: readonly LedgerTransaction[]): Promise<void> {
    for (const transaction of transactions.map(ledgerTransaction)) {
      const { postingKey } = transaction;
      if (this.state.transactions.has(postingKey)) throw new Error(`posted before: ${postingKey}`);
      this.state.transactions.set(postingKey, transaction);
    }
  }

  override async accrualsOf(
    commissionIds: readonly CommissionId[],
  ): Promise<ReadonlyMap<CommissionId, LedgerTransactionId>> {
    const found = commissionIds.flatMap((id) => {
      const transaction = this.state.transactions.get(`commission-accrued:${id}`);
      return transaction === undefined ? [] : [[id, transaction.id] as const];
    });
    return new Map(found);
  }
}

export class InMemoryAnnouncements extends Announcements {
  constructor(private readonly state: WorkspaceState) {
    super();
  }

  override async add(announcements: readonly Announcement[]): Promise<void> {
    this.state.announcements.push(...announcements);
  }
}
