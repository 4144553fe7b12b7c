import type {
  CommissionStatements,
  LedgerStatements,
  UnitOfWork,
  WaitingConversions,
} from '@whence/affiliate-application';
import { nameOf, type Earned, type WorkspaceId } from '@whence/affiliate-domain';

/** The driven side of the money context as a whole, whatever it is made of. */
export interface MoneyRecords {
  readonly unitOfWork: UnitOfWork;
  readonly commissionStatements: CommissionStatements;
  readonly ledgerStatements: LedgerStatements;
  readonly waitingConversions: WaitingConversions;
}

/** What must be the same however things arrived: which commissions stand, what the accounts hold, how much still waits. */
export interface MoneyState {
  readonly standing: readonly Omit<Earned, 'conversionVersion'>[];
  /** Debits less credits by account and currency, in minor units; accounts at zero are left out. */
  readonly accounts: Readonly<Record<string, bigint>>;
  readonly waiting: number;
}

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
      .map(whatWasEarned),
    accounts: Object.fromEntries(accounts),
    waiting: await records.waitingConversions.count(workspaceId),
  };
};

/** Without what history leaves on a commission: its id, when it was written down, and on which version. */
const whatWasEarned = (earned: Earned): Omit<Earned, 'conversionVersion'> => ({
  partnerId: earned.partnerId,
  programId: earned.programId,
  programVersion: earned.programVersion,
  conversionId: earned.conversionId,
  on: earned.on,
  rewardKind: earned.rewardKind,
  amount: earned.amount,
  occurredAt: earned.occurredAt,
  dueAt: earned.dueAt,
  linkId: earned.linkId,
  campaignId: earned.campaignId,
  adId: earned.adId,
  channel: earned.channel,
});
