import { messagesHeardOn } from '@whence/attribution-persistence';
import type { ChannelAccountDirectory } from '@whence/catalog';
import { storedConversations } from '@whence/channel-zernio';
import { provideCatchUp, referenceName, type CatchUpSource } from '@whence/intake';
import type { PlatformConfig } from '@whence/platform/config';
import { workerScope } from '@whence/platform/postgres';

const sourceFor = ({ zernioApiUrl }: PlatformConfig): CatchUpSource => {
  const conversations = storedConversations({ baseUrl: zernioApiUrl });
  return {
    provider: 'zernio',
    find: ({ apiKey, ...request }) => conversations.find({ ...request, apiKey: apiKey.reveal() }),
  };
};

/** Asks Zernio for what its webhooks did not bring. */
export const catchUpWithZernio = (accounts: ChannelAccountDirectory) =>
  provideCatchUp({
    sourceFor,
    everyMinutes: ({ zernioCatchUpMinutes }) => zernioCatchUpMinutes,
    accounts: (tx, workspaceId) => accounts.referencesOf(tx, workspaceId, 'zernioAccountId'),
    heardOn: ({ database, keys }) => {
      const heard = messagesHeardOn({ database, keys });
      return async (workspaceId, account, platformMessageIds) => {
        const found = await database.inTransaction(workerScope(workspaceId), (tx) =>
          accounts.find(tx, workspaceId, [account]),
        );
        const channelAccountId = found.get(referenceName(account));
        if (channelAccountId === undefined) return new Set();
        return heard(workspaceId, channelAccountId, platformMessageIds);
      };
    },
  });
