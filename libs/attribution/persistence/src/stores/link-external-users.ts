import type { ContactId, WorkspaceId } from '@whence/attribution-domain';
import type { Transaction } from '@whence/platform/postgres';

import { lockNames, userName } from './lock-names.js';

export interface UserLink {
  readonly contactId: ContactId;
  readonly externalUserId: string;
}

/** Makes the tenant's own user ids other names of contacts, holding the names; whoever has one already keeps it. */
export const linkExternalUsers = async (
  tx: Transaction,
  workspaceId: WorkspaceId,
  links: readonly UserLink[],
): Promise<void> => {
  if (links.length === 0) return;
  await lockNames(
    tx,
    links.map(({ externalUserId }) => userName(workspaceId, externalUserId)),
  );
  await tx.query(
    `INSERT INTO attribution.external_user (workspace_id, external_user_id, contact_id)
     SELECT $1, * FROM unnest($2::text[], $3::text[])
     ON CONFLICT ON CONSTRAINT external_user_unique DO NOTHING`,
    [workspaceId, links.map(({ externalUserId }) => externalUserId), links.map(({ contactId }) => contactId)],
  );
};
