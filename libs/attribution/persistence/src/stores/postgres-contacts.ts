import {
  Contacts,
  type KnownContact,
  type ChannelParticipant,
  type KnownConversation,
  type NamedContact,
  type Recognised,
  type Records,
  type Sighting,
} from '@whence/attribution-application';
import type {
  ChannelAccountId,
  ChannelIdentity,
  ContactId,
  ConversationId,
  Instant,
  WorkspaceId,
} from '@whence/attribution-domain';
import type { MasterKey } from '@whence/platform/crypto';
import type { Transaction } from '@whence/platform/postgres';
import { participantIdentity, type Channel } from '@whence/signals';

import { linkExternalUsers } from './link-external-users.js';
import { channelName, lockNames, userName } from './lock-names.js';
import { namedPseudonyms, participantPseudonym } from './participant-pseudonym.js';
import { recogniseContacts } from './recognise-contacts.js';

const lowestContactId: ContactId = 'ctc_';

export class PostgresContacts extends Contacts {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: WorkspaceId,
    private readonly keys: MasterKey,
  ) {
    super();
  }

  recognise(sightings: readonly Sighting[]): Promise<readonly Recognised[]> {
    return recogniseContacts(this.tx, sightings, { workspaceId: this.workspaceId, keys: this.keys });
  }

  async lock(contactIds: readonly ContactId[]): Promise<readonly KnownContact[]> {
    // Not FOR UPDATE: that would wait for everybody who has only just added a row that names a contact, and they for us.
    const contacts = await this.tx.query<ContactRecord>(
      `SELECT id, first_seen_at, joined_into, answered_by FROM attribution.contact WHERE workspace_id = $1 AND id = ANY($2::text[])
       ORDER BY id FOR NO KEY UPDATE`,
      [this.workspaceId, contactIds],
    );
    const missing = contactIds.find((contactId) => !contacts.some(({ id }) => id === contactId));
    if (missing !== undefined) throw new Error(`no contact ${missing}`);
    return this.known(contacts);
  }

  /** In id order, from the one after `after`; nobody is locked. */
  async page({ after = lowestContactId, limit }: Parameters<Records['contacts']>[0]): Promise<readonly KnownContact[]> {
    const contacts = await this.tx.query<ContactRecord>(
      `SELECT id, first_seen_at, joined_into, answered_by FROM attribution.contact WHERE workspace_id = $1 AND id > $2
       ORDER BY id LIMIT $3`,
      [this.workspaceId, after, limit],
    );
    return this.known(contacts);
  }

  /** What was decided of an absorbed contact may name a conversation that it had absorbed itself: it has moved on. */
  private async decidedAbout(contacts: readonly ContactRecord[]): Promise<readonly ConversationRecord[]> {
    const absorbed = contacts.filter((contact) => contact.answered_by !== null).map(({ id }) => id);
    if (absorbed.length === 0) return [];
    return this.tx.query<ConversationRecord>(
      `SELECT c.id, c.contact_id, c.home_contact_id, c.answered_by, d.contact_id AS decided_for, c.channel, c.channel_account_id,
         c.opened_at, c.participant_sealed
       FROM attribution.decision d JOIN attribution.conversation c ON c.id = d.conversation_id
       WHERE d.workspace_id = $1 AND d.contact_id = ANY($2::text[]) AND d.is_standing
         AND c.contact_id <> d.contact_id AND c.home_contact_id IS DISTINCT FROM d.contact_id
         AND c.answered_by IS DISTINCT FROM d.contact_id`,
      [this.workspaceId, absorbed],
    );
  }

  async ofConversation(conversationId: ConversationId): Promise<NamedContact | undefined> {
    return this.contactIn(
      'SELECT contact_id, home_contact_id FROM attribution.conversation WHERE workspace_id = $1 AND id = $2',
      [this.workspaceId, conversationId],
    );
  }

  async answeringFor(conversationId: ConversationId): Promise<ContactId | undefined> {
    const [row] = await this.tx.query<{ contact_id: ContactId }>(
      `SELECT coalesce(answered_by, contact_id) AS contact_id FROM attribution.conversation
       WHERE workspace_id = $1 AND id = $2`,
      [this.workspaceId, conversationId],
    );
    return row?.contact_id;
  }

  async ofChannelIdentity(
    channelAccountId: ChannelAccountId,
    participantId: string,
  ): Promise<NamedContact | undefined> {
    const pseudonyms = namedPseudonyms(this.keys, this.workspaceId, participantId);
    await lockNames(this.tx, pseudonyms.map(channelName));
    return this.contactIn(
      `SELECT i.contact_id, i.home_contact_id FROM attribution.channel_identity i
       JOIN attribution.conversation c ON c.contact_id = i.contact_id AND c.channel_account_id = $1
       WHERE i.workspace_id = $2 AND i.scope IN ($1, 'whatsapp')
         AND i.pseudonym = ANY($3::text[]) ORDER BY i.contact_id LIMIT 1`,
      [channelAccountId, this.workspaceId, pseudonyms],
    );
  }

  async ofExternalUser(externalUserId: string): Promise<NamedContact | undefined> {
    await lockNames(this.tx, [userName(this.workspaceId, externalUserId)]);
    return this.contactIn(
      'SELECT contact_id, home_contact_id FROM attribution.external_user WHERE workspace_id = $1 AND external_user_id = $2',
      [this.workspaceId, externalUserId],
    );
  }

  async linkExternalUser(contactId: ContactId, externalUserId: string): Promise<void> {
    await linkExternalUsers(this.tx, this.workspaceId, [{ contactId, externalUserId }]);
  }

  async setOpenedAt(opened: readonly { readonly id: ConversationId; readonly openedAt: Instant }[]): Promise<void> {
    if (opened.length === 0) return;
    await this.tx.query(
      `UPDATE attribution.conversation SET opened_at = opened.at
       FROM unnest($2::text[], $3::timestamptz[]) AS opened (id, at)
       WHERE workspace_id = $1 AND conversation.id = opened.id`,
      [this.workspaceId, opened.map(({ id }) => id), opened.map(({ openedAt }) => new Date(openedAt).toISOString())],
    );
  }

  async nameAlso(
    contactId: ContactId,
    { channel, channelAccountId, participantId }: ChannelParticipant,
  ): Promise<void> {
    const identity = participantIdentity(channel, participantId);
    if (identity === undefined) return;
    const pseudonym = participantPseudonym(this.keys, this.workspaceId, { channel, participantId: identity.value });
    await this.tx.query(
      `INSERT INTO attribution.channel_identity (workspace_id, scope, kind, pseudonym, channel, contact_id, sealed)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT ON CONSTRAINT channel_identity_unique DO NOTHING`,
      [
        this.workspaceId,
        channel === 'whatsapp' ? 'whatsapp' : channelAccountId,
        identity.kind,
        pseudonym,
        channel,
        contactId,
        this.keys.seal(this.workspaceId, identity.value),
      ],
    );
  }

  private async known(contacts: readonly ContactRecord[]): Promise<readonly KnownContact[]> {
    const contactIds = contacts.map(({ id }) => id);
    const identities = await this.tx.query<IdentityRecord>(
      `SELECT contact_id, channel, pseudonym FROM attribution.channel_identity
       WHERE workspace_id = $1 AND contact_id = ANY($2::text[]) ORDER BY pseudonym`,
      [this.workspaceId, contactIds],
    );
    const conversations = await this.tx.query<ConversationRecord>(
      `SELECT id, contact_id, home_contact_id, answered_by, channel, channel_account_id, opened_at, participant_sealed
       FROM attribution.conversation
       WHERE workspace_id = $1 AND (contact_id = ANY($2::text[]) OR home_contact_id = ANY($2::text[]) OR answered_by = ANY($2::text[]))
       ORDER BY id`,
      [this.workspaceId, contactIds],
    );
    conversations.push(...(await this.decidedAbout(contacts)));
    return contacts.map((contact) => ({
      ...toContact(contact),
      identities: identities.filter((row) => row.contact_id === contact.id).map(toIdentity),
      conversations: conversations
        .filter((row) => [row.contact_id, row.home_contact_id, row.answered_by, row.decided_for].includes(contact.id))
        .map((row) => this.toConversation(row, contact.id)),
    }));
  }

  private toConversation(row: ConversationRecord, contactId: ContactId): KnownConversation {
    const answeredBy = row.answered_by ?? row.contact_id;
    return {
      id: row.id,
      ...(answeredBy === contactId ? {} : { answeredBy }),
      channel: row.channel,
      channelAccountId: row.channel_account_id,
      ...(row.opened_at === null ? {} : { openedAt: row.opened_at.getTime() }),
      participantId: this.keys.open(this.workspaceId, row.participant_sealed).toString(),
    };
  }

  private async contactIn(sql: string, params: readonly unknown[]): Promise<NamedContact | undefined> {
    const [row] = await this.tx.query<{ contact_id: ContactId; home_contact_id: ContactId | null }>(sql, params);
    if (row === undefined) return undefined;
    return { contactId: row.contact_id, ...(row.home_contact_id === null ? {} : { homeId: row.home_contact_id }) };
  }
}

interface ContactRecord {
  readonly id: ContactId;
  readonly first_seen_at: Date;
  readonly joined_into: ContactId | null;
  readonly answered_by: ContactId | null;
}

const toContact = (row: ContactRecord): Omit<KnownContact, 'identities' | 'conversations'> => ({
  id: row.id,
  firstSeenAt: row.first_seen_at.getTime(),
  ...(row.joined_into === null ? {} : { joinedInto: row.joined_into }),
  ...(row.answered_by === null ? {} : { answeredBy: row.answered_by }),
});

interface IdentityRecord {
  readonly contact_id: ContactId;
  readonly channel: Channel;
  readonly pseudonym: string;
}

const toIdentity = ({ channel, pseudonym }: IdentityRecord): ChannelIdentity => ({
  channel,
  participantPseudonym: pseudonym,
});

interface ConversationRecord {
  readonly id: ConversationId;
  readonly contact_id: ContactId;
  readonly home_contact_id: ContactId | null;
  readonly answered_by: ContactId | null;
  readonly decided_for?: ContactId;
  readonly channel: Channel;
  readonly channel_account_id: ChannelAccountId;
  readonly opened_at: Date | null;
  readonly participant_sealed: Buffer;
}
