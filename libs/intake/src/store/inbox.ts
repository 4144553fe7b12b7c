import { byteaArray, textArray, workerScope, type Database } from '@whence/platform/postgres';
import type { Provider } from '@whence/signals';

import type { SealedDelivery } from './sealed-delivery.js';

/** PostgreSQL that has not answered by then is taken to be away. */
const storeTimeoutMs = 5_000;

/** Where one provider's deliveries wait for its worker. */
export class Inbox {
  constructor(
    private readonly database: Database,
    private readonly provider: Provider,
  ) {}

  /** Stores all of them or none, in one statement. What is stored already stays as it is. */
  async store(deliveries: readonly SealedDelivery[]): Promise<void> {
    const isAnyMalformed = deliveries.some(({ malformed }) => malformed !== undefined);
    const workspaceIds = new Set(deliveries.map(({ workspaceId }) => workspaceId));
    await this.database.statement(workerScope(...workspaceIds), {
      sql: isAnyMalformed ? storeWithMalformedSql : storeSql,
      params: [
        this.provider,
        textArray(deliveries.map(({ id }) => id)),
        textArray(deliveries.map(({ workspaceId }) => workspaceId)),
        textArray(deliveries.map(({ connectionId }) => connectionId)),
        byteaArray(deliveries.map(({ body }) => body)),
        textArray(deliveries.map(({ headers }) => headers)),
        textArray(deliveries.map(({ receivedAt }) => new Date(receivedAt).toISOString())),
        ...(isAnyMalformed ? [textArray(deliveries.map(({ malformed }) => malformed))] : []),
      ],
      timeoutMs: storeTimeoutMs,
    });
  }
}

const insertSql = `
  INSERT INTO intake.inbox (delivery_id, workspace_id, connection_id, provider, body, headers, received_at, state)`;
const deliveryColumns = 'delivery_id, workspace_id, connection_id, body, headers, received_at';
const deliveryArrays = '$2::text[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::timestamptz[]';

const storeSql = `${insertSql}
  SELECT delivery_id, workspace_id, connection_id, $1, body, headers::jsonb, received_at, 'pending'
  FROM unnest(${deliveryArrays}) AS new (${deliveryColumns})
  ON CONFLICT ON CONSTRAINT inbox_delivery_once DO NOTHING`;

const storeWithMalformedSql = `
  WITH new AS (SELECT * FROM unnest(${deliveryArrays}, $8::text[]) AS new (${deliveryColumns}, malformed)),
  stored AS (${insertSql}
    SELECT delivery_id, workspace_id, connection_id, $1, body, headers::jsonb, received_at,
      CASE WHEN malformed IS NULL THEN 'pending' ELSE 'quarantined' END
    FROM new ON CONFLICT ON CONSTRAINT inbox_delivery_once DO NOTHING RETURNING id, delivery_id)
  INSERT INTO intake.quarantine (inbox_id, workspace_id, path, reason)
  SELECT stored.id, new.workspace_id, '', new.malformed
  FROM stored JOIN new USING (delivery_id) WHERE new.malformed IS NOT NULL`;
