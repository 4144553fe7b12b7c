import { ClickLog, type RecordedClick } from '@whence/attribution-application';
import { textArray, workerScope, type Database } from '@whence/platform/postgres';

/** A database that takes longer is taken to be away; whether the clicks were kept cannot be told then. */
const insertMs = 5_000;

/** One statement keeps them all. */
export class PostgresClickLog extends ClickLog {
  constructor(private readonly database: Database) {
    super();
  }

  async add(clicks: readonly RecordedClick[]): Promise<void> {
    const scope = workerScope(...clicks.map(({ workspaceId }) => workspaceId));
    await this.database.statement(scope, { sql: insertClicks, params: columnsOf(clicks), timeoutMs: insertMs });
  }
}

// The event is named after its click: one click is one event, in however many ways it came here. A link test is told to nobody.
const insertClicks = `
  INSERT INTO attribution.click
    (id, event_id, workspace_id, link_id, channel, clicked_at, click_part, visitor, robot_reason, client_class, visitor_id,
     language, published_at)
  SELECT id, 'evt_' || substr(id, 5), workspace_id, link_id, channel, to_timestamp(clicked_at_ms / 1000.0), click_part,
    visitor, robot_reason, client_class, visitor_id, language, CASE robot_reason WHEN 'link-test' THEN now() END
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::text[], $11::text[])
    AS click (id, workspace_id, link_id, channel, clicked_at_ms, click_part, visitor, robot_reason, client_class, visitor_id,
      language)
  ON CONFLICT (id) DO NOTHING`;

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
