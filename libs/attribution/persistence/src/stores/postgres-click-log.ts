import { ClickLog, type Clock, type RecordedClick } from '@whence/attribution-application';
import { textArray, workerScope, type Database } from '@whence/platform/postgres';

/** A database that takes longer is taken to be away; whether the clicks were kept cannot be told then. */
const insertMs = 5_000;

/** Whoever taps waits half a second at most before being led on: a click that is older when it is kept may be late. */
const lateMs = 250;

/** One statement keeps them all, and puts those in the queue that are kept late. */
export class PostgresClickLog extends ClickLog {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  async add(clicks: readonly RecordedClick[]): Promise<void> {
    const scope = workerScope(...clicks.map(({ workspaceId }) => workspaceId));
    const lateBefore = new Date(this.clock.now() - lateMs).toISOString();
    const params = [...columnsOf(clicks), lateBefore];
    await this.database.statement(scope, { sql: insertClicks, params, timeoutMs: insertMs });
  }
}

// The event is named after its click: one click is one event, in however many ways it came here. A link test is told to nobody.
const insertClicks = `
  WITH new AS (SELECT *, to_timestamp(clicked_at_ms / 1000.0) AS clicked_at FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::text[], $11::text[])
    AS click (id, workspace_id, link_id, channel, clicked_at_ms, click_part, visitor, robot_reason, client_class, visitor_id,
      language)),
  late AS (INSERT INTO attribution.late_click (click_id, workspace_id)
    SELECT id, workspace_id FROM new WHERE clicked_at < $12 ON CONFLICT ON CONSTRAINT late_click_pk DO NOTHING)
  INSERT INTO attribution.click
    (id, event_id, workspace_id, link_id, channel, clicked_at, click_part, visitor, robot_reason, client_class, visitor_id,
     language, published_at)
  SELECT id, 'evt_' || substr(id, 5), workspace_id, link_id, channel, clicked_at, click_part,
    visitor, robot_reason, client_class, visitor_id, language, CASE robot_reason WHEN 'link-test' THEN now() END
  FROM new ON CONFLICT (id) DO NOTHING`;

const columnsOf = (clicks: readonly RecordedClick[]): readonly string[] =>
  [
    clicks.map(({ id }) => id),
    clicks.map(({ workspaceId }) => workspaceId),
    clicks.map(({ linkId }) => linkId),
    clicks.map(({ channel }) => channel),
    clicks.map(({ clickedAt }) => clickedAt),
    clicks.map(({ clickPart }) => clickPart),
    clicks.map(({ visitor }) => visitor),
    clicks.map(({ robotReason }) => robotReason),
    clicks.map(({ clientClass }) => clientClass),
    clicks.map(({ visitorId }) => visitorId),
    clicks.map(({ language }) => language),
  ].map(textArray);
