import type { Brand } from '../brand/brand.js';
import type { Api } from '../http/api.js';

/** What Whence says of everybody, read through its API once all is worked off. */
export interface Answers {
  readonly conversations: readonly Conversation[];
  /** By partner id. */
  readonly funnel: ReadonlyMap<string, FunnelRow>;
  /** Minor units of the program's currency, by partner id. */
  readonly balances: ReadonlyMap<string, bigint>;
  /** The run's conversions that found nobody: external ids. */
  readonly parked: readonly string[];
  readonly trialBalance: readonly { readonly currency: string; readonly differenceMinor: string }[];
}

export interface Conversation {
  readonly id: string;
  readonly channelAccountId: string;
  readonly participantId: string;
  readonly attribution: Attribution | null;
}

export interface Attribution {
  readonly status: 'credited' | 'organic' | 'unattributed';
  readonly reason?: string;
  readonly matchType?: string;
  readonly partnerId?: string;
  readonly linkId?: string;
  readonly campaignId?: string;
  readonly adId?: string;
}

export interface FunnelRow {
  readonly key: string | null;
  readonly leads: number;
  readonly sales: number;
}

interface Balance {
  readonly currency: string;
  readonly totalMinor: string;
}

export const readAnswers = async (api: Api, brand: Brand): Promise<Answers> => {
  const conversations: Conversation[] = [];
  for (const { id } of Object.values(brand.accounts)) {
    conversations.push(...(await api.all<Conversation>(`/v1/conversations?channelAccountId=${id}`)));
  }
  const { rows } = await api.get<{ readonly rows: readonly FunnelRow[] }>('/v1/analytics/funnel?groupBy=partner');
  const { currencies } = await api.get<{ readonly currencies: Answers['trialBalance'] }>('/v1/ledger/trial-balance');
  return {
    conversations,
    funnel: new Map(rows.flatMap((row) => (row.key === null ? [] : [[row.key, row]]))),
    balances: await readBalances(api, brand),
    parked: await readParked(api, brand),
    trialBalance: currencies,
  };
};

const readBalances = async (api: Api, { partners, terms }: Brand): Promise<ReadonlyMap<string, bigint>> => {
  const totals = new Map<string, bigint>();
  for (const { id } of partners) {
    const { balances } = await api.get<{ readonly balances: readonly Balance[] }>(`/v1/partners/${id}/balance`);
    const own = balances.find(({ currency }) => currency === terms.currency);
    totals.set(id, BigInt(own?.totalMinor ?? '0'));
  }
  return totals;
};

const readParked = async (api: Api, { run }: Brand): Promise<readonly string[]> => {
  const parked = await api.all<{ readonly externalId: string }>('/v1/conversions?status=parked');
  return parked.map(({ externalId }) => externalId).filter((externalId) => externalId.startsWith(`${run.name}-`));
};
