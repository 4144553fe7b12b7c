import type { ConversationStartedV1, DecidedConversation } from '@whence/contracts-events';
import type { Transaction } from '@whence/platform/postgres';

import { keepNewest } from './keep-newest.js';

/** What was known when the conversation started; any decision about it knows better. */
const undecided = 0;

export const projectConversationStarted = (tx: Transaction, started: ConversationStartedV1): Promise<void> =>
  keepOpening(tx, started, undecided);

/** The contact's newest decision, and the opening it names. */
export const projectDecision = async (tx: Transaction, decided: DecidedConversation): Promise<void> => {
  const { workspaceId, contactId, attribution } = decided;
  await keepOpening(tx, decided, attribution.version);
  await keepNewest(tx, {
    table: 'attribution',
    orderedBy: 'version',
    columns: {
      workspace_id: workspaceId,
      contact_id: contactId,
      version: attribution.version,
      status: attribution.status,
      reason: attribution.reason,
      match_type: attribution.matchType,
      credits: JSON.stringify(attribution.credits),
    },
  });
};

/**
 * A message that arrives late can move an opening: the newest decision's word holds, and before any decision the
 * earliest time that was told.
 */
const keepOpening = async (
  tx: Transaction,
  opened: ConversationStartedV1 | DecidedConversation,
  decisionVersion: number,
): Promise<void> => {
  await tx.query(
    `INSERT INTO analytics.conversation AS kept
       (workspace_id, conversation_id, contact_id, channel, channel_account_id, opened_at, decision_version)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT ON CONSTRAINT conversation_pkey
     DO UPDATE SET decision_version = excluded.decision_version,
       opened_at = CASE WHEN kept.decision_version = excluded.decision_version
         THEN least(kept.opened_at, excluded.opened_at) ELSE excluded.opened_at END
     WHERE kept.decision_version <= excluded.decision_version`,
    [
      opened.workspaceId,
      opened.conversationId,
      opened.contactId,
      opened.channel,
      opened.channelAccountId,
      opened.openedAt,
      decisionVersion,
    ],
  );
};
