import {
  CommissionStatements,
  DuePartners,
  LedgerStatements,
  WaitingConversions,
  WaitingRefunds,
  type CommissionFilter,
  type DuePartner,
  type EntryFilter,
  type PageRequest,
} from '@whence/affiliate-application';
import {
  commissionAt,
  remainderOf,
  type AccountTotals,
  type Commission,
  type CommissionId,
  type Instant,
  type LedgerTransaction,
  type LedgerTransactionId,
  type PartnerId,
  type StatusTotal,
  type WorkspaceId,
} from '@whence/affiliate-domain';

import type { WorkspaceState } from './workspace-state.js';

type StateOf = (workspaceId: WorkspaceId) => WorkspaceState;

export class InMemoryCommissionStatements extends CommissionStatements {
  constructor(private readonly stateOf: StateOf) {
    super();
  }

  override async list(
    workspaceId: WorkspaceId,
    { partnerId, status, at }: CommissionFilter,
    page: PageRequest<CommissionId>,
  ): Promise<readonly Commission[]> {
    const all = [...this.stateOf(workspaceId).commissions.values()].map((commission) => commissionAt(commission, at));
    const wanted = all.filter(
      (commission) =>
        (partnerId === undefined || commission.partnerId === partnerId) &&
        (status === undefined || commission.status === status),
    );
    return pageFrom(wanted, page);
  }

  override async totalsOf(
    workspaceId: WorkspaceId,
    partnerId: PartnerId,
    at: Instant,
  ): Promise<readonly StatusTotal[] | undefined> {
    const { partners, commissions } = this.stateOf(workspaceId);
    const own = [...commissions.values()].filter((commission) => commission.partnerId === partnerId);
    if (own.length === 0 && !partners.has(partnerId)) return undefined;
    return own.map((commission) => ({ status: commissionAt(commission, at).status, amount: remainderOf(commission) }));
  }
}

export class InMemoryLedgerStatements extends LedgerStatements {
  constructor(private readonly stateOf: StateOf) {
    super();
  }

  override async accountTotals(workspaceId: WorkspaceId): Promise<readonly AccountTotals[]> {
    const totals = new Map<string, AccountTotals>();
    for (const { postings } of this.stateOf(workspaceId).transactions.values()) {
      for (const { account, amount } of postings) {
        const key = `${account} ${amount.currency}`;
        const before = totals.get(key) ?? { account, currency: amount.currency, debitMinor: 0n, creditMinor: 0n };
        totals.set(key, added(before, amount.amountMinor));
      }
    }
    return [...totals].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, total]) => total);
  }

  override async entries(
    workspaceId: WorkspaceId,
    { account }: EntryFilter,
    page: PageRequest<LedgerTransactionId>,
  ): Promise<readonly LedgerTransaction[]> {
    const wanted = [...this.stateOf(workspaceId).transactions.values()].filter(
      ({ postings }) => account === undefined || postings.some((posting) => posting.account === account),
    );
    return pageFrom(wanted, page);
  }
}

export class InMemoryWaitingConversions extends WaitingConversions {
  constructor(private readonly stateOf: StateOf) {
    super();
  }

  override async count(workspaceId: WorkspaceId): Promise<number> {
    return this.stateOf(workspaceId).waitingSince.size;
  }
}

export class InMemoryWaitingRefunds extends WaitingRefunds {
  constructor(private readonly stateOf: StateOf) {
    super();
  }

  override async count(workspaceId: WorkspaceId): Promise<number> {
    const { refunds, conversions } = this.stateOf(workspaceId);
    return [...refunds.values()].filter(({ conversionId }) => !conversions.has(conversionId)).length;
  }
}

export class InMemoryDuePartners extends DuePartners {
  constructor(private readonly states: ReadonlyMap<WorkspaceId, WorkspaceState>) {
    super();
  }

  override async at(now: Instant, limit: number): Promise<readonly DuePartner[]> {
    const all = [...this.states].flatMap(([workspaceId, { commissions }]) => {
      const due = [...commissions.values()].filter(({ status, dueAt }) => status === 'pending' && dueAt <= now);
      return [...new Set(due.map(({ partnerId }) => partnerId))].map((partnerId) => ({ workspaceId, partnerId }));
    });
    return all.slice(0, limit);
  }
}

const added = (totals: AccountTotals, amountMinor: bigint): AccountTotals =>
  amountMinor > 0n
    ? { ...totals, debitMinor: totals.debitMinor + amountMinor }
    : { ...totals, creditMinor: totals.creditMinor - amountMinor };

const pageFrom = <Id extends string, Item extends { readonly id: Id }>(
  items: readonly Item[],
  { after, limit }: PageRequest<Id>,
): readonly Item[] =>
  [...items]
    .sort((left, right) => (left.id < right.id ? -1 : 1))
    .filter(({ id }) => after === undefined || id > after)
    .slice(0, limit);
