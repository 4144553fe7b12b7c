import {
  idOf,
  money,
  type Account,
  type LedgerTransaction,
  type LedgerTransactionKind,
} from '@whence/affiliate-domain';

import type { LedgerPostingRow } from '../rows/ledger-posting.row.js';
import type { LedgerTransactionRow } from '../rows/ledger-transaction.row.js';

export interface LedgerRows {
  readonly transaction: LedgerTransactionRow;
  readonly postings: readonly LedgerPostingRow[];
}

export const toRows = (workspaceId: string, transaction: LedgerTransaction): LedgerRows => ({
  transaction: {
    workspaceId,
    id: transaction.id,
    postingKey: transaction.postingKey,
    kind: transaction.kind,
    commissionId: transaction.commissionId,
    occurredAt: new Date(transaction.occurredAt),
    recordedAt: new Date(transaction.recordedAt),
    postingCount: transaction.postings.length,
  },
  postings: transaction.postings.map(({ account, amount }, position) => ({
    workspaceId,
    transactionId: transaction.id,
    position,
    account,
    amountMinor: amount.amountMinor.toString(),
    currency: amount.currency,
  })),
});

/** Postings come in the order they were written in. */
export const toDomain = ({ transaction, postings }: LedgerRows): LedgerTransaction => ({
  id: idOf('ltx', transaction.id),
  postingKey: transaction.postingKey,
  kind: transaction.kind as LedgerTransactionKind,
  commissionId: idOf('com', transaction.commissionId),
  occurredAt: transaction.occurredAt.getTime(),
  recordedAt: transaction.recordedAt.getTime(),
  postings: [...postings]
    .sort((left, right) => left.position - right.position)
    .map((posting) => ({
      account: posting.account as Account,
      amount: money(BigInt(posting.amountMinor), posting.currency),
    })),
});
