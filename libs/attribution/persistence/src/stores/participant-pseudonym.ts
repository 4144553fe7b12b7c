import type { WorkspaceId } from '@whence/attribution-domain';
import type { MasterKey } from '@whence/platform/crypto';
import type { Channel } from '@whence/signals';

/** The pseudonym of a person on a channel: the same one that the catalogue keeps for a partner's own accounts. */
export const participantPseudonym = (
  keys: MasterKey,
  workspaceId: WorkspaceId,
  { channel, participantId }: { readonly channel: Channel; readonly participantId: string },
): string => keys.pseudonym(workspaceId, `${channel}:${participantId}`);

const channels: readonly Channel[] = ['instagram', 'messenger', 'whatsapp'];

/** What a participant id could be known as, where the channel is not said. */
export const namedPseudonyms = (keys: MasterKey, workspaceId: WorkspaceId, participantId: string): readonly string[] =>
  channels.map((channel) =>
    participantPseudonym(keys, workspaceId, { channel, participantId: plainParticipant(channel, participantId) }),
  );

/** WhatsApp numbers are digits; people write them with a plus. */
const plainParticipant = (channel: Channel, participantId: string): string =>
  channel === 'whatsapp' && /^\+\d+$/.test(participantId) ? participantId.slice(1) : participantId;
