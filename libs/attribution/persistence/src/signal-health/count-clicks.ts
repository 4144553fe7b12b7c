import { reusedByMin, type LinkClicks } from '@whence/attribution-application';
import type { Transaction } from '@whence/platform/postgres';

import type { WhatToObserve } from './what-to-observe.js';

// The names are those that evidence knows a click by, as `clickNames` of the application says them. They are made columns
// first: behind row-level security an index serves only comparisons with plain columns.
const countClicksSql = `
  WITH clicked AS MATERIALIZED (
    SELECT click.clicked_at, 'click:' || click.id AS name,
      coalesce('click-part:' || ($5::jsonb ->> click.link_id) || ' ' || click.click_part, '') AS name_in_text
    FROM attribution.click
    WHERE $5::jsonb ? click.link_id AND click.workspace_id = $1 AND click.channel = $2
      AND click.clicked_at >= $3 AND click.clicked_at < $4 AND click.visitor = 'person'
  ), followed AS (
    SELECT clicked_at, name_in_text, (
        SELECT count(*) FROM attribution.evidence_name n WHERE n.workspace_id = $1 AND n.name = clicked.name
      ) AS people
    FROM clicked
  ), judged AS (
    SELECT clicked_at, people > 0 OR EXISTS (
        SELECT FROM attribution.evidence_name n WHERE n.workspace_id = $1 AND n.name = followed.name_in_text
      ) AS led
    FROM followed WHERE clicked_at < $6
  )
  SELECT count(*)::int AS judged, (count(*) FILTER (WHERE led))::int AS "ledToConversation",
    (SELECT count(*) FROM clicked WHERE clicked_at >= $6)::int AS "tooYoung",
    (count(*) FILTER (WHERE clicked_at > $7))::int AS "sinceLastEvent",
    (SELECT count(*) FROM followed WHERE people >= $8)::int AS reused,
    (SELECT coalesce(max(people), 0) FROM followed)::int AS "mostPeopleByOne"
  FROM judged`;

export const countClicks = async (
  tx: Transaction,
  workspaceId: string,
  account: Omit<WhatToObserve, 'channelAccountId'> & { readonly lastEventAt: number },
): Promise<LinkClicks> => {
  const { channel, links, period, judgedUntil, lastEventAt } = account;
  const [counted] = await tx.query<LinkClicks>(countClicksSql, [
    workspaceId,
    channel,
    new Date(period.from),
    new Date(period.to),
    JSON.stringify(Object.fromEntries(links.map(({ id, textCode }) => [id, textCode]))),
    new Date(judgedUntil),
    new Date(lastEventAt),
    reusedByMin,
  ]);
  return counted as LinkClicks;
};
