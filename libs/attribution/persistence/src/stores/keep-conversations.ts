import type { Sighting } from '@whence/attribution-application';
import type { ChannelAccountId, ContactId, ConversationId } from '@whence/attribution-domain';
import { newId } from '@whence/platform/crypto';
import { byteaArray, type Transaction } from '@whence/platform/postgres';
import type { ParticipantIdentity } from '@whence/signals';

import { participantPseudonym } from './participant-pseudonym.js';
import type { RecognisingTools } from './recognise-contacts.js';

/** A sighting, and of whom it is. */
export interface Meeting {
  readonly contactId: ContactId;
  /** The contact that had the person's identity before he was joined with this one. */
  readonly homeId: ContactId;
  readonly sighting: Sighting;
}

interface ConversationRecord {
  readonly id: ConversationId;
  readonly contact_id: ContactId;
  readonly home_contact_id: ContactId;
  readonly channel_account_id: ChannelAccountId;
  readonly participant_kind: ParticipantIdentity['kind'];
  readonly participant_pseudonym: string;
}

const columns =
  'id, contact_id, coalesce(home_contact_id, contact_id) AS home_contact_id, channel_account_id, participant_kind, participant_pseudonym';

/** Finds or makes the conversation of each meeting; in the order of the meetings. */
export const keepConversations = async (
  tx: Transaction,
  meetings: readonly Meeting[],
  tools: RecognisingTools,
): Promise<readonly ConversationId[]> => {
  const known = await conversationsOf(tx, meetings, tools);
  const unkept = shownIn(meetings, tools).filter((shown) => !isShownBy(known.get(placeOf(shown.meeting)), shown));
  const kept = await keep(tx, unkept, tools);
  const ids = new Map([...known, ...kept].map(([place, { id }]) => [place, id]));
  return meetings.map((meeting) => ids.get(placeOf(meeting)) as ConversationId);
};

/** A conversation is of one contact on one account; whoever was met there under two ids, before they were joined, has two. */
const placeOf = ({ homeId, sighting }: Meeting): string => `${homeId} ${sighting.channelAccountId}`;

const byPlace = (rows: readonly ConversationRecord[]): ReadonlyMap<string, ConversationRecord> =>
  new Map(rows.map((row) => [`${row.home_contact_id} ${row.channel_account_id}`, row]));

const conversationsOf = async (
  tx: Transaction,
  meetings: readonly Meeting[],
  { workspaceId }: RecognisingTools,
): Promise<ReadonlyMap<string, ConversationRecord>> => {
  const contactIds = [...new Set(meetings.map(({ contactId }) => contactId))];
  return byPlace(
    await tx.query<ConversationRecord>(
      `SELECT ${columns} FROM attribution.conversation WHERE workspace_id = $1 AND contact_id = ANY($2::text[])`,
      [workspaceId, contactIds],
    ),
  );
};

/** What a conversation is to show of the person. */
interface Shown {
  readonly meeting: Meeting;
  readonly kind: ParticipantIdentity['kind'];
  readonly value: string;
  readonly pseudonym: string;
}

/** One for each conversation, the best id among the meetings' first: on WhatsApp the phone number, once it is known. */
const shownIn = (meetings: readonly Meeting[], { workspaceId, keys }: RecognisingTools): readonly Shown[] => {
  const shown = new Map<string, Shown>();
  for (const meeting of meetings) {
    const { channel, identities } = meeting.sighting;
    const [{ kind, value }] = identities;
    if (shown.has(placeOf(meeting)) && kind !== 'waId') continue;
    const pseudonym = participantPseudonym(keys, workspaceId, { channel, participantId: value });
    shown.set(placeOf(meeting), { meeting, kind, value, pseudonym });
  }
  return [...shown.values()].sort((one, other) => (placeOf(one.meeting) < placeOf(other.meeting) ? -1 : 1));
};

/** Whether the conversation is there, and shows this id or one that is as good. */
const isShownBy = (known: ConversationRecord | undefined, { kind, pseudonym }: Shown): boolean =>
  known !== undefined && (kind !== 'waId' || known.participant_pseudonym === pseudonym);

const keep = async (
  tx: Transaction,
  shown: readonly Shown[],
  { workspaceId, keys }: RecognisingTools,
): Promise<ReadonlyMap<string, ConversationRecord>> => {
  if (shown.length === 0) return new Map();
  const rows = await tx.query<ConversationRecord>(
    `INSERT INTO attribution.conversation AS known
       (workspace_id, id, contact_id, home_contact_id, channel, channel_account_id, participant_kind, participant_pseudonym, participant_sealed, created_at)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bytea[], $10::timestamptz[])
     ON CONFLICT (workspace_id, channel_account_id, (coalesce(home_contact_id, contact_id))) DO UPDATE SET
       participant_pseudonym = CASE WHEN EXCLUDED.participant_kind = 'waId' THEN EXCLUDED.participant_pseudonym ELSE known.participant_pseudonym END,
       participant_sealed = CASE WHEN EXCLUDED.participant_kind = 'waId' THEN EXCLUDED.participant_sealed ELSE known.participant_sealed END,
       participant_kind = CASE WHEN EXCLUDED.participant_kind = 'waId' THEN 'waId' ELSE known.participant_kind END
     RETURNING ${columns}`,
    [
      workspaceId,
      shown.map(() => newId('cnv')),
      shown.map(({ meeting }) => meeting.contactId),
      shown.map(({ meeting }) => (meeting.homeId === meeting.contactId ? null : meeting.homeId)),
      shown.map(({ meeting }) => meeting.sighting.channel),
      shown.map(({ meeting }) => meeting.sighting.channelAccountId),
      shown.map(({ kind }) => kind),
      shown.map(({ pseudonym }) => pseudonym),
      byteaArray(shown.map(({ value }) => keys.seal(workspaceId, value))),
      shown.map(({ meeting }) => new Date(meeting.sighting.seenAt).toISOString()),
    ],
  );
  return byPlace(rows);
};
