import { afterOpeningMs, type OpenedConversations } from '@whence/attribution-application';
import type { Transaction } from '@whence/platform/postgres';

import type { WhatToObserve } from './what-to-observe.js';

// Each conversation is looked up by its contact alone: his rows are of his workspace, and to name it once more tempts into
// reading all of that. Behind row-level security an index serves only comparisons with plain columns, so what is compared
// with is made one first.
const countOpenedSql = `
  WITH opened AS MATERIALIZED (
    SELECT id, contact_id, coalesce(answered_by, contact_id) AS answering_id,
      opened_at + $5 * interval '1 millisecond' AS counted_until
    FROM attribution.conversation
    WHERE workspace_id = $1 AND channel_account_id = $2 AND opened_at >= $3 AND opened_at < $4
  )
  SELECT count(*)::int AS opened,
    (count(*) FILTER (WHERE has_ref))::int AS "withRef",
    (count(*) FILTER (WHERE has_ad))::int AS "withAdReferral",
    (count(*) FILTER (WHERE has_code))::int AS "withTextCode",
    (count(*) FILTER (WHERE has_damaged_code))::int AS "withDamagedCode",
    (count(*) FILTER (WHERE standing.reason = 'ambiguous'))::int AS "withAmbiguousCodes",
    (count(*) FILTER (WHERE standing.reason = 'content-unreadable'))::int AS unreadable
  FROM opened
  CROSS JOIN LATERAL (
    SELECT bool_or(reference -> 'ref' IS NOT NULL AND reference -> 'adId' IS NULL) AS has_ref,
      bool_or(reference -> 'adId' IS NOT NULL) AS has_ad,
      bool_or(is_typed AND NOT is_damaged) AS has_code,
      bool_or(is_typed AND is_damaged) AS has_damaged_code
    FROM attribution.signal_copy s CROSS JOIN LATERAL (
      SELECT reference, reference ->> 'kind' = 'typed' AND NOT s.is_forwarded AS is_typed,
        coalesce((reference -> 'isDamaged')::boolean, false) AS is_damaged
      FROM jsonb_array_elements(s."references") AS reference
    ) carried
    WHERE s.contact_id = opened.contact_id AND s."references" <> '[]'::jsonb
      AND s.conversation_id = opened.id AND s.occurred_at <= opened.counted_until
  ) marks
  LEFT JOIN LATERAL (
    SELECT reason FROM attribution.decision d
    WHERE d.contact_id = opened.answering_id AND d.is_standing AND d.conversation_id = opened.id
  ) standing ON true`;

export const countOpened = async (
  tx: Transaction,
  workspaceId: string,
  { channelAccountId, period }: Pick<WhatToObserve, 'channelAccountId' | 'period'>,
): Promise<OpenedConversations> => {
  const [counted] = await tx.query<OpenedConversations>(countOpenedSql, [
    workspaceId,
    channelAccountId,
    new Date(period.from),
    new Date(period.to),
    afterOpeningMs,
  ]);
  return counted as OpenedConversations;
};
