import { countDeadLetters as countIn } from '@whence/platform/outbox';
import type { Database } from '@whence/platform/postgres';

import { readTablesConsumerName } from './read-tables-on-events.consumer.js';

/** How many events of a workspace could not be projected and are kept aside with the cause. */
export const countDeadLetters = (database: Database, workspaceId: string): Promise<number> =>
  countIn({ name: readTablesConsumerName, database, schema: 'analytics' }, workspaceId);
