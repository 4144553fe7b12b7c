import { randomBytes } from 'node:crypto';

import type { Api } from '../http/api.js';
import { partnerNames } from '../people/plan-people.js';
import type { Channel } from '../people/story.js';
import type { Ad, Brand, Connection, Link, Partner, Provider, Terms } from './brand.js';
import { setUpAccounts } from './set-up-accounts.js';
import type { Run } from './run.js';

const hourMs = 3_600_000;
const leadMinor = 350n;
/** 7.5 %. */
const saleBasisPoints = 750n;
const currency = 'EUR';
const linkKeys: Readonly<Record<Channel, string>> = { instagram: 'ig', messenger: 'm', whatsapp: 'wa' };

/** Makes the brand through the public API, with names that no other run has. */
export const setUpBrand = async (api: Api, run: Run): Promise<Brand> => {
  const connections = {
    zernio: await connect(api, run, 'zernio'),
    'meta-graph': await connect(api, run, 'meta-graph'),
    'whatsapp-cloud': await connect(api, run, 'whatsapp-cloud'),
  };
  const accounts = await setUpAccounts(api, run);
  const terms = await setUpProgram(api, run);
  const campaigns = [
    await api.post<Identified>('/v1/campaigns', { name: `Spring ${run.name}` }),
    await api.post<Identified>('/v1/campaigns', { name: `Summer ${run.name}` }),
  ].map(({ id }) => id);
  const means: Means = { api, run, accounts, terms };
  const partners: Partner[] = [];
  for (const [place, name] of partnerNames.entries()) {
    const campaignId = campaigns[place % campaigns.length] ?? '';
    partners.push(await setUpPartner(name, campaignId, means));
  }
  return { run, connections, accounts, terms, partners, ad: await setUpAd(campaigns[0] ?? '', means) };
};

interface Identified {
  readonly id: string;
}

interface Means {
  readonly api: Api;
  readonly run: Run;
  readonly accounts: Brand['accounts'];
  readonly terms: Terms;
}

const connect = async (api: Api, run: Run, provider: Provider): Promise<Connection> => {
  const secret = randomBytes(24).toString('base64url');
  const body = { provider, name: `Simulated ${run.name}`, secrets: [secret] };
  const { webhookPath } = await api.post<{ readonly webhookPath: string }>('/v1/connections', body);
  return { webhookUrl: `${api.url}${webhookPath}`, secret };
};

const setUpProgram = async (api: Api, run: Run): Promise<Terms> => {
  const { id } = await api.post<Identified>('/v1/programs', {
    name: `Creators ${run.name}`,
    currency,
    rewards: [
      { on: 'lead', kind: 'flat', amountMinor: leadMinor.toString() },
      { on: 'sale', kind: 'percentage', basisPoints: Number(saleBasisPoints) },
    ],
  });
  return { programId: id, currency, leadMinor, saleBasisPoints };
};

const setUpPartner = async (name: string, campaignId: string, means: Means): Promise<Partner> => {
  const { api, run, terms } = means;
  const { id } = await api.post<Identified>('/v1/partners', { name: `${name} ${run.name}`, kind: 'influencer' });
  await api.post('/v1/enrollments', { partnerId: id, programId: terms.programId });
  const links = {
    instagram: await setUpLink('instagram', { id, name, campaignId }, means),
    messenger: await setUpLink('messenger', { id, name, campaignId }, means),
    whatsapp: await setUpLink('whatsapp', { id, name, campaignId }, means),
  };
  return { id, name, links };
};

const setUpLink = async (
  channel: Channel,
  partner: { readonly id: string; readonly name: string; readonly campaignId: string },
  { api, run, accounts, terms }: Means,
): Promise<Link> => {
  const key = `${partner.name.toLowerCase()}-${linkKeys[channel]}-${run.name}`;
  const { campaignId } = partner;
  const { id, shortUrl } = await api.post<Identified & { readonly shortUrl: string }>('/v1/links', {
    channelAccountId: accounts[channel].id,
    programId: terms.programId,
    partnerId: partner.id,
    campaignId,
    key,
    refCode: key.toUpperCase(),
    ...(channel === 'whatsapp' ? { message: `Hi! ${partner.name} told me about you.` } : {}),
    // Clocks differ: the link is older than anything that happens here.
    activeFrom: new Date(run.startedAt - hourMs).toISOString(),
  });
  return { id, shortUrl, campaignId };
};

const setUpAd = async (campaignId: string, { api, run }: Means): Promise<Ad> => {
  // Longer than a JavaScript number holds exactly, as real ones are.
  const externalId = `1202${run.digits}54810726`;
  const { id } = await api.post<Identified>('/v1/ads', { externalId, campaignId });
  return { id, externalId, campaignId };
};
