import type {
  CommissionStatements,
  DuePartners,
  LedgerStatements,
  UnitOfWork,
  WaitingConversions,
  WaitingRefunds,
} from '@whence/affiliate-application';
import { nameOf, type CommissionStatus, type Earned, type WorkspaceId } from '@whence/affiliate-domain';

/** The driven side of the money context as a whole, whatever it is made of. */
export interface MoneyRecords {
  readonly unitOfWork: UnitOfWork;
  readonly commissionStatements: CommissionStatements;
  readonly ledgerStatements: LedgerStatements;
  readonly waitingConversions: WaitingConversions;
  readonly waitingRefunds: WaitingRefunds;
  readonly duePartners: DuePartners;
}

/** What must be the same however things arrived: which commissions stand, what the accounts hold, how much still waits.
 * A commission of which refunds have left nothing stands nowhere. */
export interface MoneyState {
  readonly standing: readonly Standing[];
  /** Debits less credits by account and currency, in minor units; accounts at zero are left out. */
  readonly accounts: Readonly<Record<string, bigint>>;
  readonly waiting: number;
  readonly waitingRefunds: number;
}

/** Without what history leaves on a commission: its id, when it was written down, and on which version. */
type Standing = Omit<Earned, 'conversionVersion'> & { readonly status: CommissionStatus };

const everything = { limit: 10_000 };

export const moneyStateOf = async (records: MoneyRecords, workspaceId: WorkspaceId): Promise<MoneyState> => {
  const commissions = await records.commissionStatements.list(workspaceId, { at: 0 }, everything);
  const totals = await records.ledgerStatements.accountTotals(workspaceId);
  const accounts = totals
    .map(
      ({ account, currency, debitMinor, creditMinor }) => [`${account} ${currency}`, debitMinor - creditMinor] as const,
    )
    .filter(([, balance]) => balance !== 0n);
  return {
    standing: commissions
      .filter(({ status }) => status !== 'reversed')
      .sort((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1))
      .map((commission) => ({ ...whatWasEarned(commission), status: commission.status })),
    accounts: Object.fromEntries(accounts),
    waiting: await records.waitingConversions.count(workspaceId),
    waitingRefunds: await records.waitingRefunds.count(workspaceId),
  };
};

const whatWasEarned = (earned: Earned): Omit<Earned, 'conversionVersion'> => ({
  partnerId: earned.partnerId,
  programId: earned.programId,
  programVersion: earned.programVersion,
  conversionId: earned.conversionId,
  on: earned.on,
  rewardKind: earned.rewardKind,
  amount: earned.amount,
  refundReversals: [...earned.refundReversals].sort((left, right) => (left.refundId < right.refundId ? -1 : 1)),
  occurredAt: earned.occurredAt,
  dueAt: earned.dueAt,
  linkId: earned.linkId,
  campaignId: earned.campaignId,
  adId: earned.adId,
  channel: earned.channel,
});
