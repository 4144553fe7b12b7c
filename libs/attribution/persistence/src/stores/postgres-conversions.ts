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
import { linkExternalUser } from './link-external-user.js';
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
    const rows = await this.tx.query(
      `INSERT INTO attribution.conversion (workspace_id, ${conversionColumns}, named_external_user_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT DO NOTHING RETURNING id`,
      [this.workspaceId, ...toRow(conversion, fingerprint), reference.externalUserId ?? null],
    );
    if (rows.length === 0) return undefined;
    if (conversion.contactId === undefined) await this.keepIdentity(conversion, reference);
    return conversion;
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
    return this.ofContactWhere(contactId, 'true');
  }

  async untoldOf(contactId: ContactId): Promise<readonly Conversion[]> {
    return this.ofContactWhere(contactId, 'version = 0');
  }

  /** A parked conversion that names both a channel identity and a user id links the two when it is claimed. */
  async claimParked(contactId: ContactId): Promise<void> {
    let claimed: readonly { readonly named_external_user_id: string | null }[];
    do {
      claimed = await this.tx.query<{ named_external_user_id: string | null }>(
        `UPDATE attribution.conversion SET contact_id = $2
         WHERE workspace_id = $1 AND contact_id IS NULL AND id IN (
           SELECT id FROM attribution.conversion
           WHERE workspace_id = $1 AND contact_id IS NULL AND named_external_user_id =
             ANY(ARRAY(SELECT external_user_id FROM attribution.external_user WHERE contact_id = $2))
           UNION
           SELECT conversion_id FROM attribution.parked_identity
           WHERE workspace_id = $1
             AND pseudonym = ANY(ARRAY(SELECT pseudonym FROM attribution.channel_identity WHERE contact_id = $2))
             AND channel_account_id =
               ANY(ARRAY(SELECT channel_account_id FROM attribution.conversation WHERE contact_id = $2)))
         RETURNING named_external_user_id`,
        [this.workspaceId, contactId],
      );
      for (const { named_external_user_id: user } of claimed) {
        if (user !== null) await linkExternalUser(this.tx, this.workspaceId, { contactId, externalUserId: user });
      }
    } while (claimed.length > 0);
  }

  async update(conversion: Conversion): Promise<void> {
    const [status, reason, credits] = attributionColumns(conversion.attribution);
    await this.tx.query(
      `UPDATE attribution.conversion SET conversation_id = $3, occurred_at = $4, status = $5, reason = $6, credits = $7,
         version = $8, final_at = $9 WHERE workspace_id = $1 AND id = $2`,
      [
        this.workspaceId,
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

  private async ofContactWhere(contactId: ContactId, condition: string): Promise<readonly Conversion[]> {
    const rows = await this.tx.query<ConversionRecord>(
      `SELECT ${conversionColumns} FROM attribution.conversion
       WHERE workspace_id = $1 AND contact_id = $2 AND ${condition} ORDER BY occurred_at, id`,
      [this.workspaceId, contactId],
    );
    return rows.map((row) => this.toDomain(row));
  }

  /** What its contact will be known by, on whichever channel that is. */
  private async keepIdentity({ id }: Conversion, { channelIdentity }: ContactReference): Promise<void> {
    if (channelIdentity === undefined) return;
    const pseudonyms = namedPseudonyms(this.tools.keys, this.workspaceId, channelIdentity.participantId);
    await this.tx.query(
      `INSERT INTO attribution.parked_identity (workspace_id, pseudonym, channel_account_id, conversion_id)
       SELECT $1, unnest($2::text[]), $3, $4`,
      [this.workspaceId, pseudonyms, channelIdentity.channelAccountId, id],
    );
  }

  private toDomain(row: ConversionRecord): Conversion {
    return toDomain(row, this.tools.clock.now());
  }
}
