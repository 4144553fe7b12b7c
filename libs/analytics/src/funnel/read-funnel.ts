import { apiScope, type Database, type Transaction } from '@whence/platform/postgres';

import {
  clicksStatement,
  commissionStatement,
  conversationsStatement,
  conversionsStatement,
  revenueStatement,
} from './funnel-statements.js';
import { FunnelTotals } from './funnel-totals.js';
import type { FunnelQuestion, FunnelRow } from './funnel.js';

/** PostgreSQL's counts and sums arrive as text. */
interface ClicksRow {
  readonly key: string | null;
  readonly clicks: string;
  readonly unique_clicks: string;
}
interface ConversationsRow {
  readonly key: string | null;
  readonly conversations: string;
}
interface ConversionsRow {
  readonly key: string | null;
  readonly leads: string;
  readonly sales: string;
}
interface MoneyRow {
  readonly key: string | null;
  readonly currency: string;
  readonly minor: string;
}

/** The funnel of one workspace: a row for each key that brought anything, keys in order, null last. */
export const readFunnel = async (database: Database, question: FunnelQuestion): Promise<readonly FunnelRow[]> =>
  database.inTransaction(apiScope(question.workspaceId), (tx) => countFunnel(tx, question));

const countFunnel = async (tx: Transaction, question: FunnelQuestion): Promise<readonly FunnelRow[]> => {
  const { groupBy } = question;
  const params = [question.workspaceId, timeOf(question.from) ?? '-infinity', timeOf(question.to) ?? 'infinity'];
  const totals = new FunnelTotals();

  for (const row of await tx.query<ClicksRow>(clicksStatement(groupBy), params)) {
    totals.add(row.key, { clicks: Number(row.clicks), uniqueClicks: Number(row.unique_clicks) });
  }
  for (const row of await tx.query<ConversationsRow>(conversationsStatement(groupBy), params)) {
    totals.add(row.key, { conversations: Number(row.conversations) });
  }
  for (const row of await tx.query<ConversionsRow>(conversionsStatement(groupBy), params)) {
    totals.add(row.key, { leads: Number(row.leads), sales: Number(row.sales) });
  }
  for (const row of await tx.query<MoneyRow>(revenueStatement(groupBy), params)) {
    totals.addMoney(row.key, row.currency, { revenueMinor: BigInt(row.minor) });
  }
  for (const row of await tx.query<MoneyRow>(commissionStatement(groupBy), params)) {
    totals.addMoney(row.key, row.currency, { commissionMinor: BigInt(row.minor) });
  }
  return totals.rows();
};

const timeOf = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : new Date(at).toISOString();
