import type { Earned, PendingCommission } from '@whence/affiliate-domain';

import { firstDay, idFor } from './names.js';

/** What was earned, as it stands once it is written to the ledger. */
export const bookedAs = (name: string, earned: Earned): PendingCommission => ({
  ...earned,
  id: idFor('com', name),
  accruedAt: firstDay,
  status: 'pending',
});
