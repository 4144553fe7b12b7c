import type { Brand } from '../src/brand/brand.js';
import { partnerNames } from '../src/people/plan-people.js';
import type { Channel } from '../src/people/story.js';

const channels: readonly Channel[] = ['instagram', 'messenger', 'whatsapp'];

const connection = (provider: string) => ({
  webhookUrl: `http://whence.test/webhooks/${provider}/con_${provider}`,
  secret: `secret of ${provider}`,
});

const account = (channel: Channel) => ({
  id: `cha_${channel}`,
  handle: `brand.${channel}`,
  platformId: `1784${channels.indexOf(channel)}`,
  zernioId: `zacc-${channel}`,
  ...(channel === 'whatsapp' ? { wabaId: '3010', phone: '4915112345678' } : {}),
});

const byChannel = <Value>(of: (channel: Channel) => Value): Readonly<Record<Channel, Value>> =>
  Object.fromEntries(channels.map((channel) => [channel, of(channel)])) as Record<Channel, Value>;

/** A brand that was set up without a Whence to set it up in. */
export const aBrand = (startedAt: number): Brand => ({
  run: { name: 'a1b2c3', digits: '12345678', startedAt },
  connections: {
    zernio: connection('zernio'),
    'meta-graph': connection('meta-graph'),
    'whatsapp-cloud': connection('whatsapp-cloud'),
  },
  accounts: byChannel(account),
  terms: { programId: 'prg_1', currency: 'EUR', leadMinor: 350n, saleBasisPoints: 750n },
  partners: partnerNames.map((name) => ({
    id: `prt_${name}`,
    name,
    links: byChannel((channel) => ({
      id: `lnk_${name}${channel}`,
      shortUrl: `http://whence.test/r/${name}-${channel}`,
      campaignId: `cmp_${name}`,
    })),
  })),
  ad: { id: 'ad_1', externalId: '120212345678548107', campaignId: 'cmp_ads' },
});
