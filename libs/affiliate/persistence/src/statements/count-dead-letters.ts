import { countDeadLetters as countIn } from '@whence/platform/outbox';
import type { Database } from '@whence/platform/postgres';

import { affiliateConsumerName } from '../consumer/commissions-on-conversion-attributed.consumer.js';

/** How many events of a workspace could not be taken and are kept aside with the cause. */
export const countDeadLetters = (database: Database, workspaceId: string): Promise<number> =>
  countIn({ name: affiliateConsumerName, database, schema: 'affiliate' }, workspaceId);
