import type { Api } from '../http/api.js';
import type { Channel } from '../people/story.js';
import type { Account, Brand } from './brand.js';
import type { Run } from './run.js';

/**
 * One Instagram account, one Page, one WhatsApp number, each known by its platform's id and by Zernio's: that is what joins
 * the copies of one message.
 */
export const setUpAccounts = async (api: Api, run: Run): Promise<Brand['accounts']> => ({
  instagram: await register(api, 'instagram', instagramAccount(run)),
  messenger: await register(api, 'messenger', page(run)),
  whatsapp: await register(api, 'whatsapp', whatsappNumber(run)),
});

type Unregistered = Omit<Account, 'id'>;

const instagramAccount = (run: Run): Unregistered => ({
  handle: `brand.${run.name}`,
  platformId: `17841${run.digits}501`,
  zernioId: `zacc-ig-${run.name}`,
});

const page = (run: Run): Unregistered => ({
  handle: `brandpage.${run.name}`,
  platformId: `1045${run.digits}001`,
  zernioId: `zacc-fb-${run.name}`,
});

const whatsappNumber = (run: Run): Unregistered => ({
  handle: `Brand ${run.name}`,
  platformId: `4020${run.digits}002`,
  zernioId: `zacc-wa-${run.name}`,
  wabaId: `3010${run.digits}001`,
  phone: `49151${run.digits}`,
});

const register = async (api: Api, channel: Channel, account: Unregistered): Promise<Account> => {
  const { handle, platformId, zernioId, wabaId, phone } = account;
  const externalIds =
    channel === 'whatsapp'
      ? { phoneNumberId: platformId, wabaId, phone, zernioAccountId: zernioId }
      : { metaId: platformId, zernioAccountId: zernioId };
  const { id } = await api.post<{ readonly id: string }>('/v1/channel-accounts', { channel, handle, externalIds });
  return { ...account, id };
};
