import { Conversions, type Clock, type ContactReference, type Conversion } from '@whence/attribution-application';
import type { ContactId, WorkspaceId } from '@whence/attribution-domain';
import type { MasterKey } from '@whence/platform/crypto';
import type { Transaction } from '@whence/platform/postgres';

import {
  attributionColumns,
  conversionColumns,
  toDomain,
  toRow,
  type ConversionRecord,
} from '../mappers/conversion.mapper.js';
import { lockNames, userName } from './lock-names.js';
import { namedPseudonyms } from './participant-pseudonym.js';

export class PostgresConversions extends Conversions {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: WorkspaceId,
    private readonly tools: { readonly keys: MasterKey; readonly clock: Clock },
  ) {
    super();
  }

  async add(conversion: Conversion, reference: ContactReference, fingerprint: string): Promise<Conversion | undefined> {
    const named = [
      reference.channelIdentity?.channelAccountId ?? null,
      this.pseudonymsOf(reference),
      reference.externalUserId ?? null,
    ];
    const rows = await this.tx.query(
      `INSERT INTO attribution.conversion (workspace_id, ${conversionColumns}, named_account_id, named_participant_pseudonyms, named_external_user_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) ON CONFLICT DO NOTHING RETURNING id`,
      [this.workspaceId, ...toRow(conversion, fingerprint), ...named],
    );
    return rows.length === 0 ? undefined : conversion;
  }

  async byExternalId(
    externalId: string,
  ): Promise<{ readonly conversion: Conversion; readonly fingerprint: string } | undefined> {
    const [row] = await this.tx.query<ConversionRecord>(
      `SELECT ${conversionColumns} FROM attribution.conversion WHERE workspace_id = $1 AND external_id = $2`,
      [this.workspaceId, externalId],
    );
    return row === undefined ? undefined : { conversion: this.toDomain(row), fingerprint: row.fingerprint };
  }

  async ofContact(contactId: ContactId): Promise<readonly Conversion[]> {
    const rows = await this.tx.query<ConversionRecord>(
      `SELECT ${conversionColumns} FROM attribution.conversion WHERE contact_id = $1 ORDER BY occurred_at, id`,
      [contactId],
    );
    return rows.map((row) => this.toDomain(row));
  }

  /** A parked conversion that names both a channel identity and a user id links the two when it is claimed. */
  async claimParked(contactId: ContactId): Promise<void> {
    let claimed: readonly { readonly named_external_user_id: string | null }[];
    do {
      claimed = await this.tx.query<{ named_external_user_id: string | null }>(
        `UPDATE attribution.conversion v SET contact_id = $2
         WHERE v.workspace_id = $1 AND v.contact_id IS NULL AND (
           v.named_external_user_id IN (SELECT external_user_id FROM attribution.external_user WHERE contact_id = $2)
           OR (v.named_participant_pseudonyms && ARRAY(SELECT pseudonym FROM attribution.channel_identity WHERE contact_id = $2)
               AND v.named_account_id IN (SELECT channel_account_id FROM attribution.conversation WHERE contact_id = $2)))
         RETURNING v.named_external_user_id`,
        [this.workspaceId, contactId],
      );
      for (const { named_external_user_id: user } of claimed) {
        if (user !== null) await this.linkUser(contactId, user);
      }
    } while (claimed.length > 0);
  }

  async update(conversion: Conversion): Promise<void> {
    const [status, reason, credits] = attributionColumns(conversion.attribution);
    await this.tx.query(
      `UPDATE attribution.conversion SET conversation_id = $2, occurred_at = $3, status = $4, reason = $5, credits = $6,
         version = $7, final_at = $8 WHERE id = $1`,
      [
        conversion.id,
        conversion.conversationId ?? null,
        new Date(conversion.occurredAt),
        status,
        reason,
        credits,
        conversion.version,
        conversion.finalAt === undefined ? null : new Date(conversion.finalAt),
      ],
    );
  }

  private async linkUser(contactId: ContactId, externalUserId: string): Promise<void> {
    await lockNames(this.tx, [userName(this.workspaceId, externalUserId)]);
    await this.tx.query(
      `INSERT INTO attribution.external_user (workspace_id, external_user_id, contact_id) VALUES ($1, $2, $3)
       ON CONFLICT ON CONSTRAINT external_user_unique DO NOTHING`,
      [this.workspaceId, externalUserId, contactId],
    );
  }

  private pseudonymsOf({ channelIdentity }: ContactReference): readonly string[] | null {
    if (channelIdentity === undefined) return null;
    return namedPseudonyms(this.tools.keys, this.workspaceId, channelIdentity.participantId);
  }

  private toDomain(row: ConversionRecord): Conversion {
    return toDomain(row, this.tools.clock.now());
  }
}
