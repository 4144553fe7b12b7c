import {
  accrualOf,
  reversalOf,
  type PendingCommission,
  type ReversedCommission,
  type Revision,
} from '@whence/affiliate-domain';

import type { Announcement } from '../ports/announcements.js';
import type { RevisionMeans } from './revise-contacts.js';

/** Writes a revision down: commissions and their transactions in the ledger. Answers what others are to be told of them. */
export const bookRevision = async (revision: Revision, means: RevisionMeans): Promise<readonly Announcement[]> => {
  const { stores } = means;
  const reversed = reversedBy(revision, means);
  const accrued = accruedBy(revision, means);
  // A reversal comes first: at most one commission of a name stands at any time.
  const announcements = [...reversed.map((each) => undo(each, means)), ...accrued.map((each) => book(each, means))];

  if (reversed.length > 0) await stores.commissions.reverse(reversed);
  if (accrued.length > 0) await stores.commissions.add(accrued);
  if (revision.reschedulings.length > 0) await stores.commissions.reschedule(revision.reschedulings);
  if (announcements.length > 0) await stores.ledger.post(announcements.map(({ transaction }) => transaction));
  return announcements;
};

const reversedBy = ({ reversals }: Revision, { recordedAt }: RevisionMeans): readonly ReversedCommission[] =>
  reversals.map((commission) => ({ ...commission, status: 'reversed', reversedAt: recordedAt }));

const accruedBy = ({ accruals }: Revision, { identities, recordedAt }: RevisionMeans): readonly PendingCommission[] =>
  accruals.map((earned) => ({
    ...earned,
    id: identities.commissionId(),
    accruedAt: recordedAt,
    status: 'pending',
  }));

const undo = (commission: ReversedCommission, { identities, recordedAt }: RevisionMeans): Announcement => ({
  commission,
  transaction: reversalOf(commission, { id: identities.ledgerTransactionId(), recordedAt }),
});

const book = (commission: PendingCommission, { identities, recordedAt }: RevisionMeans): Announcement => ({
  commission,
  transaction: accrualOf(commission, { id: identities.ledgerTransactionId(), recordedAt }),
});
