import { apiScope, type RowSource } from '@whence/platform/postgres';
import type { Channel, Provider, SignalKind } from '@whence/signals';

export interface LinkTestView {
  readonly id: string;
  readonly linkId: string;
  readonly channel: Channel;
  readonly clickPart: string | null;
  readonly mintedAt: Date;
}

/** One provider's account of a signal in which some provider delivered the test. */
export interface LinkTestDelivery {
  readonly connectionId: string;
  readonly provider: Provider;
  readonly signal: SignalKind;
  readonly conversationId: string;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  /** What of the test this very account carried: null where it told of the same signal without it. */
  readonly carriedIn: 'referral' | 'text' | null;
  /** The referral as it was delivered. */
  readonly referral: Readonly<Record<string, unknown>> | null;
}

const deliveriesMax = 200;
const carriesTest = `(reference -> 'token' ->> 'clickId' = $3
  OR (reference ->> 'code' = $4 AND reference ->> 'clickPart' = $5))`;

/** Link tests, and what came of them, one workspace at a time. */
export class LinkTestQueries {
  constructor(private readonly rows: RowSource) {}

  async byId(workspaceId: string, id: string): Promise<LinkTestView | undefined> {
    const [test] = await this.read<LinkTestView>(
      workspaceId,
      `SELECT id, link_id AS "linkId", channel, click_part AS "clickPart", clicked_at AS "mintedAt"
       FROM attribution.click WHERE workspace_id = $1 AND id = $2 AND robot_reason = 'link-test'`,
      [workspaceId, id],
    );
    return test;
  }

  /** By the time they came, at most two hundred; `textCode` is the link's. */
  deliveries(workspaceId: string, test: LinkTestView, textCode: string): Promise<readonly LinkTestDelivery[]> {
    const name = test.clickPart === null ? `click:${test.id}` : `click-part:${textCode} ${test.clickPart}`;
    return this.read(
      workspaceId,
      `WITH carrier AS (
         SELECT DISTINCT s.signal_key FROM attribution.evidence_name n
         JOIN attribution.signal_copy s ON s.workspace_id = n.workspace_id AND s.contact_id = n.contact_id
         WHERE n.workspace_id = $1 AND n.name = $2 AND s."references" <> '[]'::jsonb
           AND EXISTS (SELECT FROM jsonb_array_elements(s."references") AS reference WHERE ${carriesTest})
       )
       SELECT s.connection_id AS "connectionId", s.provider, s.kind AS signal, s.conversation_id AS "conversationId",
         s.occurred_at AS "occurredAt", s.received_at AS "receivedAt", found.reference -> 'delivered' AS referral,
         CASE found.reference ->> 'kind' WHEN 'delivered' THEN 'referral' WHEN 'typed' THEN 'text' END AS "carriedIn"
       FROM carrier JOIN attribution.signal_copy s ON s.workspace_id = $1 AND s.signal_key = carrier.signal_key
       LEFT JOIN LATERAL (
         SELECT reference FROM jsonb_array_elements(s."references") AS reference WHERE ${carriesTest} LIMIT 1
       ) found ON true
       ORDER BY s.received_at, s.connection_id, s.digest LIMIT $6`,
      [workspaceId, name, test.id, textCode, test.clickPart, deliveriesMax],
    );
  }

  private read<View>(workspaceId: string, sql: string, params: readonly unknown[]): Promise<readonly View[]> {
    return this.rows.inTransaction(apiScope(workspaceId), (manager) => manager.query(sql, [...params]));
  }
}
