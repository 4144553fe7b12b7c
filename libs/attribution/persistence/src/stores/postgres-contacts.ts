import {
  Contacts,
  type KnownContact,
  type KnownConversation,
  type Recognised,
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
import type { Channel } from '@whence/signals';

import { linkExternalUsers } from './link-external-users.js';
import { channelName, lockNames, userName } from './lock-names.js';
import { namedPseudonyms } from './participant-pseudonym.js';
import { recogniseContacts } from './recognise-contacts.js';

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
    const contacts = await this.tx.query<{ id: ContactId; first_seen_at: Date }>(
      `SELECT id, first_seen_at FROM attribution.contact WHERE workspace_id = $1 AND id = ANY($2::text[])
       ORDER BY id FOR NO KEY UPDATE`,
      [this.workspaceId, contactIds],
    );
    const missing = contactIds.find((contactId) => !contacts.some(({ id }) => id === contactId));
    if (missing !== undefined) throw new Error(`no contact ${missing}`);
    const identities = await this.tx.query<IdentityRecord>(
      `SELECT contact_id, channel, pseudonym FROM attribution.channel_identity
       WHERE workspace_id = $1 AND contact_id = ANY($2::text[]) ORDER BY pseudonym`,
      [this.workspaceId, contactIds],
    );
    const conversations = await this.tx.query<ConversationRecord>(
      `SELECT id, contact_id, channel, channel_account_id, opened_at, participant_sealed
       FROM attribution.conversation WHERE workspace_id = $1 AND contact_id = ANY($2::text[]) ORDER BY id`,
      [this.workspaceId, contactIds],
    );
    return contacts.map(({ id, first_seen_at: firstSeenAt }) => ({
      id,
      firstSeenAt: firstSeenAt.getTime(),
      identities: identities.filter((row) => row.contact_id === id).map(toIdentity),
      conversations: conversations.filter((row) => row.contact_id === id).map((row) => this.toConversation(row)),
    }));
  }

  async ofConversation(conversationId: ConversationId): Promise<ContactId | undefined> {
    return this.contactIn('SELECT contact_id FROM attribution.conversation WHERE workspace_id = $1 AND id = $2', [
      this.workspaceId,
      conversationId,
    ]);
  }

  async ofChannelIdentity(channelAccountId: ChannelAccountId, participantId: string): Promise<ContactId | undefined> {
    const pseudonyms = namedPseudonyms(this.keys, this.workspaceId, participantId);
    await lockNames(this.tx, pseudonyms.map(channelName));
    return this.contactIn(
      `SELECT i.contact_id FROM attribution.channel_identity i
       JOIN attribution.conversation c ON c.contact_id = i.contact_id AND c.channel_account_id = $1
       WHERE i.workspace_id = $2 AND i.scope IN ($1, 'whatsapp')
         AND i.pseudonym = ANY($3::text[]) ORDER BY i.contact_id LIMIT 1`,
      [channelAccountId, this.workspaceId, pseudonyms],
    );
  }

  async ofExternalUser(externalUserId: string): Promise<ContactId | undefined> {
    await lockNames(this.tx, [userName(this.workspaceId, externalUserId)]);
    return this.contactIn(
      'SELECT contact_id FROM attribution.external_user WHERE workspace_id = $1 AND external_user_id = $2',
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

  private toConversation(row: ConversationRecord): KnownConversation {
    return {
      id: row.id,
      channel: row.channel,
      channelAccountId: row.channel_account_id,
      ...(row.opened_at === null ? {} : { openedAt: row.opened_at.getTime() }),
      participantId: this.keys.open(this.workspaceId, row.participant_sealed).toString(),
    };
  }

  private async contactIn(sql: string, params: readonly unknown[]): Promise<ContactId | undefined> {
    const [row] = await this.tx.query<{ contact_id: ContactId }>(sql, params);
    return row?.contact_id;
  }
}

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
  readonly channel: Channel;
  readonly channel_account_id: ChannelAccountId;
  readonly opened_at: Date | null;
  readonly participant_sealed: Buffer;
}
