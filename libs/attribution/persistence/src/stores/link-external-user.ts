import type { ContactId, WorkspaceId } from '@whence/attribution-domain';
import type { Transaction } from '@whence/platform/postgres';

import { lockNames, userName } from './lock-names.js';

/** Makes the tenant's own user id another name of the contact, holding the name; whoever has it already keeps it. */
export const linkExternalUser = async (
  tx: Transaction,
  workspaceId: WorkspaceId,
  link: { readonly contactId: ContactId; readonly externalUserId: string },
): Promise<void> => {
  await lockNames(tx, [userName(workspaceId, link.externalUserId)]);
  await tx.query(
    `INSERT INTO attribution.external_user (workspace_id, external_user_id, contact_id) VALUES ($1, $2, $3)
     ON CONFLICT ON CONSTRAINT external_user_unique DO NOTHING`,
    [workspaceId, link.externalUserId, link.contactId],
  );
};
