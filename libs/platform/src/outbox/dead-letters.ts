import { cleanText } from '../json/clean-text.js';
import { type Database } from '../postgres/database.js';
import { workerScope } from '../postgres/scope.js';
import type { OutgoingEvent } from './event.js';

const causeCharactersMax = 2_000;

/** The tables a consuming schema needs: which events it has taken, and which it could not take and why. */
export const consumerTablesSql = (schema: string): string => `
  CREATE TABLE ${schema}.consumed_event (
    consumer text NOT NULL,
    event_id text NOT NULL,
    consumed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, event_id)
  );
  CREATE TABLE ${schema}.dead_letter (
    consumer text NOT NULL,
    event_id text NOT NULL,
    workspace_id text NOT NULL,
    type text NOT NULL,
    body text NOT NULL,
    cause text NOT NULL,
    failed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, event_id)
  );
  GRANT SELECT, INSERT ON ${schema}.consumed_event, ${schema}.dead_letter TO whence_worker;
`;

/** Where dead letters are kept. */
export interface DeadLetterPlace {
  readonly database: Database;
  /** Schema that holds `consumerTablesSql`, `publishedDeadLettersSql` and `relayTablesSql`. */
  readonly schema: string;
}

/** Keeps an event that a consumer cannot take aside, with its cause, so that it does not hold up those behind it. */
export const setAside = async (
  { name, database, schema }: DeadLetterPlace & { readonly name: string },
  event: OutgoingEvent,
  error: unknown,
): Promise<void> => {
  const cause = cleanText(error instanceof Error ? error.message : String(error)).slice(0, causeCharactersMax);
  await database.inTransaction(workerScope(event.workspaceId), async (tx) => {
    await tx.query(
      `INSERT INTO ${schema}.dead_letter
         (consumer, event_id, workspace_id, type, topic, key, source, occurred_at, body, cause)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
      [
        name,
        event.id,
        event.workspaceId,
        event.type,
        event.topic,
        cleanText(event.key),
        cleanText(event.source),
        event.occurredAt,
        JSON.stringify(event.body),
        cause,
      ],
    );
    await tx.query(`INSERT INTO ${schema}.consumed_event (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
      name,
      event.id,
    ]);
  });
};

/** How many events of a workspace one consumer could not take. */
export const countDeadLetters = async (
  { name, database, schema }: DeadLetterPlace & { readonly name: string },
  workspaceId: string,
): Promise<number> => {
  const [row] = await database.inTransaction(workerScope(workspaceId), (tx) =>
    tx.query<{ kept: string }>(
      `SELECT count(*) AS kept FROM ${schema}.dead_letter WHERE consumer = $1 AND workspace_id = $2`,
      [name, workspaceId],
    ),
  );
  return Number(row?.kept ?? 0);
};
