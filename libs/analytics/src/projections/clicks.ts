import type { ClickRecordedV1 } from '@whence/contracts-events';
import type { Transaction } from '@whence/platform/postgres';

/** A click happens once and never changes. Robots are kept, and counted nowhere as clicks. */
export const projectClick = async (tx: Transaction, click: ClickRecordedV1): Promise<void> => {
  await tx.query(
    `INSERT INTO analytics.click
       (workspace_id, click_id, link_id, occurred_at, visitor_kind, visitor_id, client_class, country)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [
      click.workspaceId,
      click.clickId,
      click.linkId,
      click.occurredAt,
      click.visitor.kind,
      click.visitorId,
      click.clientClass,
      click.country ?? null,
    ],
  );
};
