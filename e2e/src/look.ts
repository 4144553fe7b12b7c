import type { Balance, Commission, Conversation, Conversion, Explanation, FunnelRow, TrialBalance } from './answers.js';
import type { Page } from './api.js';
import type { Partner } from './brand.js';
import { settled } from './settled.js';
import type { System } from './the-system.js';

/** Every opened conversation of a person, by any of his ids. */
export const conversationsOf = async ({ api }: System, participantId: string): Promise<readonly Conversation[]> =>
  (await api.get<Page<Conversation>>(`/v1/conversations?participantId=${participantId}`)).items;

/** The conversation of a person who has exactly one. */
export const theConversationOf = async (system: System, participantId: string): Promise<Conversation> => {
  const [conversation, ...others] = await conversationsOf(system, participantId);
  if (conversation === undefined || others.length > 0) {
    throw new Error(`the person has ${conversation === undefined ? 0 : others.length + 1} conversations, not one`);
  }
  return conversation;
};

export const explanationOf = ({ api }: System, { id }: Pick<Conversation, 'id'>): Promise<Explanation> =>
  api.get<Explanation>(`/v1/conversations/${id}/explanation`);

export const balancesOf = async ({ api }: System, { id }: Pick<Partner, 'id'>): Promise<readonly Balance[]> =>
  (await api.get<{ balances: readonly Balance[] }>(`/v1/partners/${id}/balance`)).balances;

export const commissionsOf = ({ api }: System, { id }: Pick<Partner, 'id'>): Promise<readonly Commission[]> =>
  api.all<Commission>(`/v1/commissions?partnerId=${id}`);

/** Debits less credits of the whole ledger, by currency. */
export const trialBalanceDifferences = async ({ api }: System): Promise<readonly string[]> =>
  (await api.get<TrialBalance>('/v1/ledger/trial-balance')).currencies.map(({ differenceMinor }) => differenceMinor);

/** The funnel's row of one campaign, partner or link. */
export const funnelRow = async (
  { api }: System,
  groupBy: 'campaign' | 'partner' | 'link',
  key: string,
): Promise<FunnelRow | undefined> => {
  const { rows } = await api.get<{ rows: readonly FunnelRow[] }>(`/v1/analytics/funnel?groupBy=${groupBy}`);
  return rows.find((row) => row.key === key);
};

/** What a partner has earned once everything is worked off, in minor units of the only currency of a brand. */
export const earnedBy = async (system: System, partner: Pick<Partner, 'id'>): Promise<string> => {
  await settled(system);
  const [balance] = await balancesOf(system, partner);
  return balance?.totalMinor ?? '0';
};

/** How often the opening of a contact was counted. */
export const openingsOf = async (
  { api }: System,
  { contactId }: Pick<Conversation, 'contactId'>,
): Promise<readonly Conversion[]> =>
  (await api.all<Conversion>('/v1/conversions?type=opening')).filter((opening) => opening.contactId === contactId);
