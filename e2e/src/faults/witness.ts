import type { Deployment } from '../apart/deployment.js';
import { ownersRows } from '../apart/database-server.js';

/** An event that was committed and so has to be published. */
export interface ToldEvent {
  /** The schema of its outbox, or `clicks`. */
  readonly queue: string;
  /** Its place in that queue: events of one key are written in this order. */
  readonly place: number;
  readonly eventId: string;
  readonly topic: string;
  readonly key: string;
}

const outboxes = [
  ['main', 'catalog'],
  ['main', 'attribution'],
  ['affiliate', 'affiliate'],
] as const;

/**
 * Sees what is written, whatever becomes of the row: triggers of the owner, in the transactions of the application. A queue
 * keeps nothing of what was published, and a projection does not tell how often it was made.
 */
export class Witness {
  private constructor(private readonly deployment: Deployment) {}

  static async of(deployment: Deployment): Promise<Witness> {
    for (const [database, schema] of outboxes)
      await ownersRows(deployment.postgres.ownerUrl(database), toldSql(schema));
    await ownersRows(deployment.postgres.ownerUrl('analytics'), appliedSql);
    return new Witness(deployment);
  }

  /** Everything that was committed since, in the order of each queue. */
  async told(): Promise<readonly ToldEvent[]> {
    const { postgres } = this.deployment;
    const columns = 'queue, place::float8 AS place, event_id AS "eventId", topic, key';
    const lists = [
      await ownersRows<ToldEvent>(postgres.ownerUrl('main'), `SELECT ${columns} FROM witness.told ORDER BY place`),
      await ownersRows<ToldEvent>(postgres.ownerUrl('affiliate'), `SELECT ${columns} FROM witness.told ORDER BY place`),
      await ownersRows<ToldEvent>(postgres.ownerUrl('main'), clicksSql),
    ];
    return lists.flat();
  }

  /** What analytics was made to project more than once: each event of its kind must have been taken once. */
  async appliedAgain(): Promise<readonly string[]> {
    const sql = 'SELECT subject FROM witness.applied GROUP BY subject HAVING count(*) > 1';
    const rows = await ownersRows<{ subject: string }>(this.deployment.postgres.ownerUrl('analytics'), sql);
    return rows.map(({ subject }) => subject);
  }

  /** How many events wait in an outbox of the main database, of all workspaces. */
  async waitingIn(schema: 'catalog' | 'attribution'): Promise<number> {
    const sql = `SELECT count(*)::float8 AS waiting FROM ${schema}.outbox`;
    const [row] = await ownersRows<{ waiting: number }>(this.deployment.postgres.ownerUrl(), sql);
    return row?.waiting ?? 0;
  }
}

const toldSql = (schema: string): string => `
  CREATE SCHEMA IF NOT EXISTS witness;
  CREATE TABLE IF NOT EXISTS witness.told (queue text, place bigint, event_id text, topic text, key text);
  CREATE OR REPLACE FUNCTION witness.note_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
    INSERT INTO witness.told VALUES (TG_TABLE_SCHEMA, NEW.id, NEW.event_id, NEW.topic, NEW.key);
    RETURN NULL;
  END $$;
  CREATE TRIGGER witness AFTER INSERT ON ${schema}.outbox FOR EACH ROW EXECUTE FUNCTION witness.note_told();
`;

// Before the insert: a row that is there already would hide that somebody tried.
const appliedSql = `
  CREATE SCHEMA witness;
  CREATE TABLE witness.applied (subject text);
  CREATE FUNCTION witness.note_applied() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
    INSERT INTO witness.applied VALUES (TG_TABLE_NAME || ' ' || (to_jsonb(NEW) ->> TG_ARGV[0]));
    RETURN NEW;
  END $$;
  CREATE TRIGGER witness BEFORE INSERT ON analytics.click
    FOR EACH ROW EXECUTE FUNCTION witness.note_applied('click_id');
  CREATE TRIGGER witness BEFORE INSERT ON analytics.commission_posting
    FOR EACH ROW EXECUTE FUNCTION witness.note_applied('ledger_transaction_id');
`;

const clicksSql = `
  SELECT 'clicks' AS queue, sequence::float8 AS place, event_id AS "eventId", 'whence.clicks.v1' AS topic, link_id AS key
  FROM attribution.click ORDER BY sequence
`;
