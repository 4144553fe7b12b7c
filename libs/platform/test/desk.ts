import { createTestDatabase, type TestDatabase } from '@whence/test-database';

import { newId } from '../src/crypto/index.js';
import {
  addToOutbox,
  consumerTablesSql,
  emptyingOutboxSql,
  outboxTableSql,
  publishedDeadLettersSql,
  relayTablesSql,
  type OutgoingEvent,
} from '../src/outbox/index.js';
import { apiScope, type Scope } from '../src/postgres/index.js';
import { asOwner } from './owner.js';

/** A database with a schema of nobody's, `desk`: an outbox, and totals that a consumer keeps. */
export interface Desk extends TestDatabase {
  write(events: readonly OutgoingEvent[], scope?: Scope): Promise<void>;
  /** Rows as the owner sees them. */
  look(sql: string): Promise<Record<string, unknown>[]>;
  clear(): Promise<void>;
}

export const openDesk = async (): Promise<Desk> => {
  const test = await createTestDatabase();
  await asOwner(
    test.ownerUrl,
    'CREATE SCHEMA desk',
    'GRANT USAGE ON SCHEMA desk TO whence_api, whence_worker',
    outboxTableSql('desk'),
    consumerTablesSql('desk'),
    relayTablesSql('desk'),
    emptyingOutboxSql('desk'),
    publishedDeadLettersSql('desk'),
    'CREATE TABLE desk.total (workspace_id text PRIMARY KEY, amount int NOT NULL)',
    'GRANT SELECT, INSERT, UPDATE ON desk.total TO whence_worker',
  );
  return {
    ...test,
    write: (events, scope = apiScope('wsp_1')) =>
      test.database.inTransaction(scope, (tx) => addToOutbox(tx, 'desk', events)),
    look: (sql) => asOwner(test.ownerUrl, sql),
    async clear() {
      await asOwner(
        test.ownerUrl,
        'TRUNCATE desk.outbox, desk.consumed_event, desk.dead_letter, desk.total, desk.relay_lease, desk.unpublishable_event',
      );
    },
  };
};

export const amountNoted = (amount: number, changes: Partial<OutgoingEvent> = {}): OutgoingEvent => ({
  id: newId('evt'),
  type: 'whence.amount.noted.v1',
  topic: 'whence.amounts.v1',
  key: 'one',
  source: '/whence/desk',
  workspaceId: 'wsp_1',
  occurredAt: new Date('2026-01-02T03:04:05.678Z'),
  body: { workspaceId: 'wsp_1', amount, text: 'ä "€" 😀' },
  ...changes,
});

/** Waits for a state, not for a time. */
export const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
};
