import { Contacts, type KnownContact, type Recognised, type Sighting } from '@whence/attribution-application';
import type { ChannelAccountId, ContactId, ConversationId, Instant, WorkspaceId } from '@whence/attribution-domain';
import { newId, type MasterKey } from '@whence/platform/crypto';
import type { Transaction } from '@whence/platform/postgres';
import type { Channel, ParticipantIdentity } from '@whence/signals';

import { linkExternalUser } from './link-external-user.js';
import { channelName, lockNames, userName } from './lock-names.js';
import { namedPseudonyms, participantPseudonym } from './participant-pseudonym.js';

/** Ids that name one person on every number of a workspace; the others are an account's own. */
const sharedKinds: readonly ParticipantIdentity['kind'][] = ['waId', 'bsuid', 'parentBsuid'];

interface SealedIdentity {
  readonly scope: string;
  readonly kind: ParticipantIdentity['kind'];
  readonly value: string;
  readonly pseudonym: string;
}

export class PostgresContacts extends Contacts {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: WorkspaceId,
    private readonly keys: MasterKey,
  ) {
    super();
  }

  async recognise(sightings: readonly Sighting[], seenAt: Instant): Promise<readonly Recognised[]> {
    const named = sightings.map((sighting) => ({ sighting, identities: this.sealedIdentities(sighting) }));
    await lockNames(
      this.tx,
      named.flatMap(({ identities }) => identities.map(({ pseudonym }) => channelName(pseudonym))),
    );
    const known = new Map<string, Recognised>();
    const recognised: Recognised[] = [];
    for (const { sighting, identities } of named) {
      const name = JSON.stringify([sighting.channelAccountId, sighting.identities]);
      const who = known.get(name) ?? (await this.recogniseOne(sighting, identities, seenAt));
      known.set(name, who);
      recognised.push(who);
    }
    return recognised;
  }

  async lock(contactId: ContactId): Promise<KnownContact> {
    // Not FOR UPDATE: that would wait for everybody who has only just added a row that names the contact, and they for us.
    const [contact] = await this.tx.query<{ first_seen_at: Date }>(
      'SELECT first_seen_at FROM attribution.contact WHERE workspace_id = $1 AND id = $2 FOR NO KEY UPDATE',
      [this.workspaceId, contactId],
    );
    if (contact === undefined) throw new Error(`no contact ${contactId}`);
    const identities = await this.tx.query<{ channel: Channel; pseudonym: string }>(
      `SELECT channel, pseudonym FROM attribution.channel_identity
       WHERE workspace_id = $1 AND contact_id = $2 ORDER BY pseudonym`,
      [this.workspaceId, contactId],
    );
    const conversations = await this.tx.query<ConversationRecord>(
      `SELECT id, channel, channel_account_id, opened_at, participant_sealed
       FROM attribution.conversation WHERE workspace_id = $1 AND contact_id = $2 ORDER BY id`,
      [this.workspaceId, contactId],
    );
    return {
      identities: identities.map(({ channel, pseudonym }) => ({ channel, participantPseudonym: pseudonym })),
      firstSeenAt: contact.first_seen_at.getTime(),
      conversations: conversations.map((row) => ({
        id: row.id,
        channel: row.channel,
        channelAccountId: row.channel_account_id,
        ...(row.opened_at === null ? {} : { openedAt: row.opened_at.getTime() }),
        participantId: this.keys.open(this.workspaceId, row.participant_sealed).toString(),
      })),
    };
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
    await linkExternalUser(this.tx, this.workspaceId, { contactId, externalUserId });
  }

  async setOpenedAt(conversationId: ConversationId, openedAt: Instant): Promise<void> {
    await this.tx.query('UPDATE attribution.conversation SET opened_at = $3 WHERE workspace_id = $1 AND id = $2', [
      this.workspaceId,
      conversationId,
      new Date(openedAt),
    ]);
  }

  private async recogniseOne(
    sighting: Sighting,
    identities: readonly SealedIdentity[],
    seenAt: Instant,
  ): Promise<Recognised> {
    const known = await this.knownContact(identities);
    if (known !== undefined) await this.keepFirstSeen(known, seenAt);
    const contactId = known ?? (await this.newContact(seenAt));
    await this.keepIdentities(contactId, sighting.channel, identities);
    return { contactId, conversationId: await this.keepConversation(contactId, sighting, seenAt) };
  }

  private sealedIdentities({ channel, channelAccountId, identities }: Sighting): readonly SealedIdentity[] {
    return identities.map(({ kind, value }) => ({
      scope: sharedKinds.includes(kind) ? 'whatsapp' : channelAccountId,
      kind,
      value,
      pseudonym: participantPseudonym(this.keys, this.workspaceId, { channel, participantId: value }),
    }));
  }

  /** The contact of the first identity that anybody has; the order is the sighting's. */
  private async knownContact(identities: readonly SealedIdentity[]): Promise<ContactId | undefined> {
    for (const { scope, kind, pseudonym } of identities) {
      const contactId = await this.contactIn(
        `SELECT contact_id FROM attribution.channel_identity
         WHERE workspace_id = $1 AND scope = $2 AND kind = $3 AND pseudonym = $4`,
        [this.workspaceId, scope, kind, pseudonym],
      );
      if (contactId !== undefined) return contactId;
    }
    return undefined;
  }

  private async newContact(seenAt: Instant): Promise<ContactId> {
    const contactId = newId('ctc');
    await this.tx.query('INSERT INTO attribution.contact (workspace_id, id, first_seen_at) VALUES ($1, $2, $3)', [
      this.workspaceId,
      contactId,
      new Date(seenAt),
    ]);
    return contactId;
  }

  /** Deliveries are not worked in the order they came: what was received first says when the person was first seen. */
  private async keepFirstSeen(contactId: ContactId, seenAt: Instant): Promise<void> {
    await this.tx.query(
      'UPDATE attribution.contact SET first_seen_at = $3 WHERE workspace_id = $1 AND id = $2 AND first_seen_at > $3',
      [this.workspaceId, contactId, new Date(seenAt)],
    );
  }

  /** An identity that belongs to somebody else stays his: nothing is merged here. */
  private async keepIdentities(
    contactId: ContactId,
    channel: Channel,
    identities: readonly SealedIdentity[],
  ): Promise<void> {
    for (const { scope, kind, pseudonym, value } of identities) {
      await this.tx.query(
        `INSERT INTO attribution.channel_identity (workspace_id, scope, kind, pseudonym, channel, sealed, contact_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT ON CONSTRAINT channel_identity_unique DO NOTHING`,
        [this.workspaceId, scope, kind, pseudonym, channel, this.keys.seal(this.workspaceId, value), contactId],
      );
    }
  }

  /** The conversation shows the best id seen so far: on WhatsApp the phone number, once it is known. */
  private async keepConversation(contactId: ContactId, sighting: Sighting, seenAt: Instant): Promise<ConversationId> {
    const [shown] = sighting.identities;
    const pseudonym = participantPseudonym(this.keys, this.workspaceId, {
      channel: sighting.channel,
      participantId: shown.value,
    });
    const [row] = await this.tx.query<{ id: ConversationId }>(
      `INSERT INTO attribution.conversation AS known
         (workspace_id, id, contact_id, channel, channel_account_id, participant_kind, participant_pseudonym, participant_sealed, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT ON CONSTRAINT conversation_unique DO UPDATE SET
         participant_pseudonym = CASE WHEN EXCLUDED.participant_kind = 'waId' THEN EXCLUDED.participant_pseudonym ELSE known.participant_pseudonym END,
         participant_sealed = CASE WHEN EXCLUDED.participant_kind = 'waId' THEN EXCLUDED.participant_sealed ELSE known.participant_sealed END,
         participant_kind = CASE WHEN EXCLUDED.participant_kind = 'waId' THEN 'waId' ELSE known.participant_kind END
       RETURNING id`,
      [
        this.workspaceId,
        newId('cnv'),
        contactId,
        sighting.channel,
        sighting.channelAccountId,
        shown.kind,
        pseudonym,
        this.keys.seal(this.workspaceId, shown.value),
        new Date(seenAt),
      ],
    );
    return (row as { id: ConversationId }).id;
  }

  private async contactIn(sql: string, params: readonly unknown[]): Promise<ContactId | undefined> {
    const [row] = await this.tx.query<{ contact_id: ContactId }>(sql, params);
    return row?.contact_id;
  }
}

interface ConversationRecord {
  readonly id: ConversationId;
  readonly channel: Channel;
  readonly channel_account_id: ChannelAccountId;
  readonly opened_at: Date | null;
  readonly participant_sealed: Buffer;
}
