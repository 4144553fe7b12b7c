import { Conversions, type Clock, type ContactReference, type Conversion } from '@whence/attribution-application';
import type { ContactId, ConversionId, WorkspaceId } from '@whence/attribution-domain';
import type { MasterKey } from '@whence/platform/crypto';
import type { Transaction } from '@whence/platform/postgres';

import { conversionColumns, toDomain, toRow, type ConversionRecord } from '../mappers/conversion.mapper.js';
import { linkExternalUsers } from './link-external-users.js';
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
       SELECT $1, ${conversionColumns}, $3 FROM jsonb_populate_record(NULL::attribution.conversion, $2::jsonb)
       ON CONFLICT DO NOTHING RETURNING id`,
      [this.workspaceId, JSON.stringify(toRow(conversion, fingerprint)), reference.externalUserId ?? null],
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

  async ofContacts({ all, untold }: Parameters<Conversions['ofContacts']>[0]): Promise<readonly Conversion[]> {
    if (all.length + untold.length === 0) return [];
    const rows = await this.tx.query<ConversionRecord>(
      `SELECT ${conversionColumns} FROM attribution.conversion
       WHERE workspace_id = $1 AND contact_id = ANY($2::text[]) AND (version = 0 OR contact_id = ANY($3::text[]))
       ORDER BY occurred_at, id`,
      [this.workspaceId, [...all, ...untold], all],
    );
    return rows.map((row) => this.toDomain(row));
  }

  async withCoupons(contactIds: readonly ContactId[]): Promise<readonly Conversion[]> {
    const rows = await this.tx.query<ConversionRecord>(
      `SELECT ${conversionColumns} FROM attribution.conversion
       WHERE workspace_id = $1 AND contact_id = ANY($2::text[]) AND coupon IS NOT NULL
       ORDER BY occurred_at, id`,
      [this.workspaceId, contactIds],
    );
    return rows.map((row) => this.toDomain(row));
  }

  /** A parked conversion that names both a channel identity and a user id links the two when it is claimed. */
  async claimParked(contactIds: readonly ContactId[]): Promise<void> {
    let claimed: readonly ClaimedRecord[];
    do {
      claimed = await this.tx.query<ClaimedRecord>(claimParkedSql, [this.workspaceId, contactIds]);
      const links = claimed.flatMap(({ contact_id: contactId, named_external_user_id: externalUserId }) =>
        externalUserId === null ? [] : [{ contactId, externalUserId }],
      );
      await linkExternalUsers(this.tx, this.workspaceId, links);
    } while (claimed.length > 0);
  }

  async lockParked(ids: readonly ConversionId[]): Promise<readonly Conversion[]> {
    const rows = await this.tx.query<ConversionRecord>(
      `SELECT ${conversionColumns} FROM attribution.conversion
       WHERE workspace_id = $1 AND id = ANY($2::text[]) AND status = 'parked' ORDER BY id FOR UPDATE SKIP LOCKED`,
      [this.workspaceId, ids],
    );
    return rows.map((row) => this.toDomain(row));
  }

  async keep(conversions: readonly Conversion[]): Promise<void> {
    if (conversions.length === 0) return;
    const rows = conversions.map((conversion) => ({
      workspace_id: this.workspaceId,
      ...toRow(conversion, conversion.id),
    }));
    await this.tx.query(
      `INSERT INTO attribution.conversion (workspace_id, ${conversionColumns})
       SELECT workspace_id, ${conversionColumns} FROM jsonb_populate_recordset(NULL::attribution.conversion, $1::jsonb)
       ON CONFLICT (id) DO UPDATE SET conversation_id = EXCLUDED.conversation_id, occurred_at = EXCLUDED.occurred_at,
         status = EXCLUDED.status, reason = EXCLUDED.reason, credits = EXCLUDED.credits, version = EXCLUDED.version,
         final_at = EXCLUDED.final_at`,
      [JSON.stringify(rows)],
    );
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

interface ClaimedRecord {
  readonly contact_id: ContactId;
  readonly named_external_user_id: string | null;
}

// The look-ups ask by value for value: behind row-level security a join to the names would read every row instead.
const claimParkedSql = `
  UPDATE attribution.conversion SET contact_id = claimed.contact_id, home_contact_id = claimed.home_contact_id
  FROM (
    SELECT DISTINCT ON (id) id, contact_id, home_contact_id FROM (
      SELECT parked.id, known.contact_id, known.home_contact_id FROM attribution.conversion parked
      JOIN attribution.external_user known
        ON known.external_user_id = parked.named_external_user_id AND known.contact_id = ANY($2::text[])
      WHERE parked.workspace_id = $1 AND parked.contact_id IS NULL AND parked.named_external_user_id = ANY(ARRAY(
        SELECT external_user_id FROM attribution.external_user WHERE contact_id = ANY($2::text[])))
      UNION ALL
      SELECT parked.conversion_id, met.contact_id, known.home_contact_id FROM attribution.parked_identity parked
      JOIN attribution.channel_identity known ON known.pseudonym = parked.pseudonym AND known.contact_id = ANY($2::text[])
      JOIN attribution.conversation met
        ON met.contact_id = known.contact_id AND met.channel_account_id = parked.channel_account_id
      WHERE parked.workspace_id = $1 AND parked.pseudonym = ANY(ARRAY(
        SELECT pseudonym FROM attribution.channel_identity WHERE contact_id = ANY($2::text[])))
    ) AS named ORDER BY id, contact_id
  ) AS claimed
  WHERE conversion.id = claimed.id AND conversion.workspace_id = $1 AND conversion.contact_id IS NULL
    AND conversion.status = 'parked'
  RETURNING conversion.contact_id, conversion.named_external_user_id`;
