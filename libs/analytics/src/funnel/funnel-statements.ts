import type { FunnelKey } from './funnel.js';

/** Parameters of every statement: the workspace, from (inclusive), to (exclusive). */
const inTime = (column: string): string => `${column} >= $2::timestamptz AND ${column} < $3::timestamptz`;

const wholeMillionths = 1_000_000;

/** Where a click's key stands: on the click's link, as that link is now. */
const clickKeys: Readonly<Record<FunnelKey, string>> = {
  campaign: 'link.campaign_id',
  partner: 'link.partner_id',
  link: 'click.link_id',
  channel: 'link.channel',
};

const creditMembers: Readonly<Record<Exclude<FunnelKey, 'channel'>, string>> = {
  campaign: 'campaignId',
  partner: 'partnerId',
  link: 'linkId',
};

const commissionKeys: Readonly<Record<FunnelKey, string>> = {
  campaign: 'campaign_id',
  partner: 'partner_id',
  link: 'link_id',
  channel: 'channel',
};

/**
 * Joins the parts of a credit as `part(place, key, share)`. Without any credit there is one part without place and key:
 * what nobody gets. A channel is nobody's credit: all of it belongs to the channel.
 */
const parts = (groupBy: FunnelKey, columns: { readonly credits: string; readonly channel: string }): string =>
  groupBy === 'channel'
    ? `CROSS JOIN LATERAL (SELECT 1 AS place, ${columns.channel} AS key, ${wholeMillionths}::numeric AS share) AS part`
    : `LEFT JOIN LATERAL (
         SELECT place, credit ->> '${creditMembers[groupBy]}' AS key, (credit ->> 'shareMillionths')::numeric AS share
         FROM jsonb_array_elements(${columns.credits}) WITH ORDINALITY AS each(credit, place)
       ) AS part ON true`;

export const clicksStatement = (groupBy: FunnelKey): string => `
  SELECT ${clickKeys[groupBy]} AS key, count(*) AS clicks, count(DISTINCT click.visitor_id) AS unique_clicks
  FROM analytics.click
  LEFT JOIN analytics.link ON link.workspace_id = click.workspace_id AND link.id = click.link_id
  WHERE click.workspace_id = $1 AND click.visitor_kind = 'person' AND ${inTime('click.occurred_at')}
  GROUP BY 1`;

/** A contact has one decision; each of its conversations follows it. */
export const conversationsStatement = (groupBy: FunnelKey): string => `
  SELECT part.key, count(DISTINCT conversation.conversation_id) AS conversations
  FROM analytics.conversation
  LEFT JOIN analytics.attribution
    ON attribution.workspace_id = conversation.workspace_id AND attribution.contact_id = conversation.contact_id
  ${parts(groupBy, { credits: 'attribution.credits', channel: 'conversation.channel' })}
  WHERE conversation.workspace_id = $1 AND ${inTime('conversation.opened_at')}
  GROUP BY 1`;

/** The opening is a conversion too; here it is counted as the conversation it opens. */
export const conversionsStatement = (groupBy: FunnelKey): string => `
  SELECT part.key,
    count(DISTINCT conversion.conversion_id) FILTER (WHERE conversion.type = 'lead') AS leads,
    count(DISTINCT conversion.conversion_id) FILTER (WHERE conversion.type = 'sale') AS sales
  FROM analytics.conversion
  ${parts(groupBy, { credits: 'conversion.credits', channel: 'conversion.channel' })}
  WHERE conversion.workspace_id = $1 AND conversion.type <> 'opening' AND ${inTime('conversion.occurred_at')}
  GROUP BY 1`;

/**
 * Money that moved with a sale, as a stretch of the sale's amount: the sale itself from nothing to all of it, forwards; a
 * refund what it gives back, backwards. A key gets its share of the amount up to the end of a stretch less its share up to the
 * beginning, so that refunds of all of a sale take from every key exactly what the sale gave it.
 */
const movedMoney = `
  SELECT conversion.conversion_id AS id, conversion.currency, conversion.credits, conversion.channel,
    0::bigint AS from_minor, conversion.amount_minor AS to_minor, 1 AS sign
  FROM analytics.conversion
  WHERE conversion.workspace_id = $1 AND conversion.type = 'sale' AND conversion.amount_minor IS NOT NULL
    AND ${inTime('conversion.occurred_at')}
  UNION ALL
  SELECT refund.refund_id, refund.currency, conversion.credits, conversion.channel,
    refund.to_date_minor - refund.amount_minor, refund.to_date_minor, -1
  FROM analytics.refund
  JOIN analytics.conversion
    ON conversion.workspace_id = refund.workspace_id AND conversion.conversion_id = refund.conversion_id
    AND conversion.type = 'sale' AND conversion.currency = refund.currency
  WHERE refund.workspace_id = $1 AND ${inTime('refund.occurred_at')}`;

export const revenueStatement = (groupBy: FunnelKey): string => `
  WITH moved AS (${movedMoney}), share AS (
    SELECT moved.id, moved.currency, moved.sign, moved.to_minor - moved.from_minor AS amount_minor, part.place, part.key,
      div(moved.to_minor * coalesce(part.share, ${wholeMillionths}), ${wholeMillionths})
        - div(moved.from_minor * coalesce(part.share, ${wholeMillionths}), ${wholeMillionths}) AS rounded_down
    FROM moved
    ${parts(groupBy, { credits: 'moved.credits', channel: 'moved.channel' })}
  ), exact AS (
    SELECT key, currency, sign * (rounded_down + CASE WHEN coalesce(place, 1) = 1
      THEN amount_minor - sum(rounded_down) OVER (PARTITION BY id) ELSE 0 END) AS revenue_minor
    FROM share
  )
  SELECT key, currency, sum(revenue_minor) AS minor FROM exact GROUP BY 1, 2`;

export const commissionStatement = (groupBy: FunnelKey): string => `
  SELECT ${commissionKeys[groupBy]} AS key, currency,
    sum(CASE kind WHEN 'accrued' THEN amount_minor ELSE -amount_minor END) AS minor
  FROM analytics.commission_posting
  WHERE workspace_id = $1 AND ${inTime('occurred_at')}
  GROUP BY 1, 2`;
