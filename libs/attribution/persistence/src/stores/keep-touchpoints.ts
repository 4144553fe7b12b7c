import type { ExplainedTouchpoint } from '@whence/attribution-application';
import { earnerOf } from '@whence/attribution-domain';

import { evidenceOf } from '../mappers/touchpoint-evidence.js';

const columns =
  'id, contact_id, conversation_id, version, delivered_digest, entry_id, match_type, entered_at, clicked_at, received_at, seen_by, evidence, verdicts, partner_id, program_id';

const changing = columns.split(', ').slice(3);

/** Keeps all touchpoints in one statement; those that are kept as they are already are not written again. */
export const keepTouchpointsSql = `
  INSERT INTO attribution.touchpoint AS kept (workspace_id, ${columns})
  SELECT $1, ${columns} FROM jsonb_populate_recordset(NULL::attribution.touchpoint, $2::jsonb)
  ON CONFLICT ON CONSTRAINT touchpoint_unique DO UPDATE
    SET ${changing.map((column) => `${column} = EXCLUDED.${column}`).join(', ')}
    WHERE (${changing.map((column) => `kept.${column}`).join(', ')})
      IS DISTINCT FROM (${changing.map((column) => `EXCLUDED.${column}`).join(', ')})`;

/** One touchpoint under the names of its columns, for `keepTouchpointsSql`. */
export const toTouchpointRow = (
  { contactId, touch, entryId, verdicts }: ExplainedTouchpoint,
  { version, digest }: { readonly version: number; readonly digest: string },
): object => {
  const named = earnerOf(touch);
  return {
    id: touch.id,
    contact_id: contactId,
    conversation_id: touch.conversationId,
    version,
    delivered_digest: digest,
    entry_id: entryId,
    match_type: touch.matchType,
    entered_at: new Date(touch.enteredAt),
    clicked_at: touch.clickedAt === undefined ? null : new Date(touch.clickedAt),
    received_at: new Date(touch.receivedAt),
    seen_by: touch.seenBy,
    evidence: evidenceOf(touch),
    verdicts,
    partner_id: named?.partnerId ?? null,
    program_id: named?.programId ?? null,
  };
};
