import type { ChannelAccountId, ConnectionId, ConversationId } from '@whence/attribution-domain';

export const anAccount: ChannelAccountId = 'cha_TEST';
export const aConversation: ConversationId = 'cnv_TEST';

export const connectionOf = (provider: string): ConnectionId => `con_${provider}`;
