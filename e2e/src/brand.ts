import { randomBytes } from 'node:crypto';

import type { ChannelName } from './answers.js';
import { freshDigits } from './person.js';
import type { System } from './the-system.js';

export type ProviderName = 'zernio' | 'meta-graph' | 'whatsapp-cloud';

/** Credentials of one provider integration, with the secret that only the brand and the provider know. */
export interface Connection {
  readonly id: string;
  readonly provider: ProviderName;
  readonly webhookUrl: string;
  readonly secret: string;
}

/** One Instagram account, Page or WhatsApp number, with the ids that providers name it by. */
export interface ChannelAccount {
  readonly id: string;
  readonly channel: ChannelName;
  readonly handle: string;
  readonly externalIds: {
    readonly metaId?: string;
    readonly phoneNumberId?: string;
    readonly wabaId?: string;
    readonly phone?: string;
    readonly zernioAccountId?: string;
  };
}

export interface Partner {
  readonly id: string;
  readonly name: string;
}

export interface Link {
  readonly id: string;
  readonly key: string;
  readonly shortUrl: string;
  readonly refCode: string;
  readonly textCode: string;
  readonly targetUrl: string;
}

export interface SaidOfLink {
  readonly activeFrom?: string;
  readonly refCode?: string;
  readonly programId?: string;
}

/** What an account could be registered as: ids that nobody has. */
export const unregistered = (channel: ChannelName): Omit<ChannelAccount, 'id'> => ({
  channel,
  handle: `brand${freshDigits(8, '')}`,
  externalIds: {
    zernioAccountId: randomBytes(12).toString('hex'),
    ...(channel === 'whatsapp'
      ? { phoneNumberId: freshDigits(15, '40'), wabaId: freshDigits(15, '30'), phone: freshDigits(13, '5511') }
      : { metaId: freshDigits(17, channel === 'instagram' ? '178414' : '1045') }),
  },
});

/**
 * A company with connections, channel accounts, a program and a campaign, none of which any other journey has. Its
 * program pays 2.00 for an opening, 5.00 for a lead and 7.5 % of a sale.
 */
export class Brand {
  private constructor(
    readonly system: System,
    readonly connections: { readonly [Name in ProviderName]: Connection },
    readonly accounts: { readonly [Name in ChannelName]: ChannelAccount },
    readonly programId: string,
    readonly campaignId: string,
  ) {}

  static async on(system: System): Promise<Brand> {
    const connections = {
      zernio: await connect(system, 'zernio'),
      'meta-graph': await connect(system, 'meta-graph'),
      'whatsapp-cloud': await connect(system, 'whatsapp-cloud'),
    };
    const accounts = {
      instagram: await register(system, unregistered('instagram')),
      messenger: await register(system, unregistered('messenger')),
      whatsapp: await register(system, unregistered('whatsapp')),
    };
    const program = await system.api.post<{ id: string }>('/v1/programs', {
      name: 'Creators',
      currency: 'BRL',
      rewards: [
        { on: 'opening', kind: 'flat', amountMinor: '200' },
        { on: 'lead', kind: 'flat', amountMinor: '500' },
        { on: 'sale', kind: 'percentage', basisPoints: 750 },
      ],
    });
    const campaign = await system.api.post<{ id: string }>('/v1/campaigns', { name: 'Autumn' });
    return new Brand(system, connections, accounts, program.id, campaign.id);
  }

  /** A partner who is enrolled in the program. */
  async partner(name: string): Promise<Partner> {
    const partner = await this.system.api.post<Partner>('/v1/partners', { name, kind: 'influencer' });
    await this.system.api.post('/v1/enrollments', { partnerId: partner.id, programId: this.programId });
    return partner;
  }

  /** A partner's link in the campaign, in the brand's program and active from now on where nothing else is said. */
  async link(partner: Partner, channel: ChannelName, said: SaidOfLink = {}): Promise<Link> {
    return this.system.api.post<Link>('/v1/links', {
      channelAccountId: this.accounts[channel].id,
      programId: this.programId,
      partnerId: partner.id,
      campaignId: this.campaignId,
      ...said,
    });
  }
}

export const connect = async (system: System, provider: ProviderName): Promise<Connection> => {
  const secret = randomBytes(24).toString('base64url');
  const { id, webhookPath } = await system.api.post<{ id: string; webhookPath: string }>('/v1/connections', {
    provider,
    name: `Brand at ${provider}`,
    secrets: [secret],
  });
  return { id, provider, webhookUrl: `${system.url}${webhookPath}`, secret };
};

export const register = (system: System, account: Omit<ChannelAccount, 'id'>): Promise<ChannelAccount> =>
  system.api.post<ChannelAccount>('/v1/channel-accounts', account);
