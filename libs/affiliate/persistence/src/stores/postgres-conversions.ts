import { Conversions } from '@whence/affiliate-application';
import {
  idOf,
  termsNamedBy,
  type AttributedConversion,
  type ContactId,
  type ConversionId,
  type TermsKey,
} from '@whence/affiliate-domain';
import type { Transaction } from '@whence/platform/postgres';

import { toDomain, toRow } from '../mappers/conversion.mapper.js';
import { fromColumns, toColumns } from '../rows/columns.js';
import type { ConversionRow } from '../rows/conversion.row.js';
import { shareTurn, takeTurn } from './take-turns.js';
import { nameOfTerms } from './postgres-programs.js';

const columns = `workspace_id, id, version, type, occurred_at, amount_minor, currency, contact_id, channel, final_at, credits`;

export class PostgresConversions extends Conversions {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: string,
  ) {
    super();
  }

  override async lockLatest(id: ConversionId): Promise<AttributedConversion | undefined> {
    await takeTurn(this.tx, { workspaceId: this.workspaceId, kind: 'conversion', ids: [id] });
    const [latest] = await this.read('id = $2', id);
    return latest;
  }

  override async put(conversion: AttributedConversion): Promise<void> {
    const terms = termsNamedBy(conversion).map(nameOfTerms);
    await shareTurn(this.tx, { workspaceId: this.workspaceId, kind: 'terms', ids: terms });
    await this.tx.query(
      `INSERT INTO affiliate.conversion AS known (${columns})
       SELECT ${columns} FROM jsonb_populate_record(NULL::affiliate.conversion, $1::jsonb)
       ON CONFLICT (workspace_id, id) DO UPDATE SET
         version = excluded.version, type = excluded.type, occurred_at = excluded.occurred_at,
         amount_minor = excluded.amount_minor, currency = excluded.currency, contact_id = excluded.contact_id,
         channel = excluded.channel, final_at = excluded.final_at, credits = excluded.credits
       WHERE known.version < excluded.version`,
      [JSON.stringify(toColumns(toRow(this.workspaceId, conversion)))],
    );
  }

  override async lockOfContacts(ids: readonly ContactId[]): Promise<readonly AttributedConversion[]> {
    await takeTurn(this.tx, { workspaceId: this.workspaceId, kind: 'contact', ids });
    return this.read('contact_id = ANY($2::text[])', ids);
  }

  override async keepWaiting({ of, waiting, since }: Parameters<Conversions['keepWaiting']>[0]): Promise<void> {
    await this.tx.query(
      `UPDATE affiliate.conversion
       SET waiting_since = CASE WHEN id = ANY($3::text[]) THEN $4::timestamptz END
       WHERE workspace_id = $1 AND id = ANY($2::text[]) AND (waiting_since IS NOT NULL) <> (id = ANY($3::text[]))`,
      [this.workspaceId, of, waiting, new Date(since)],
    );
  }

  override async contactsWaitingFor({ programId, programVersion }: TermsKey): Promise<readonly ContactId[]> {
    const rows = await this.tx.query<{ contact_id: string }>(
      `SELECT DISTINCT contact_id FROM affiliate.conversion
       WHERE workspace_id = $1 AND waiting_since IS NOT NULL AND credits @> $2::jsonb ORDER BY contact_id`,
      [this.workspaceId, JSON.stringify([{ earner: { programId, programVersion } }])],
    );
    return rows.map((row) => idOf('ctc', row.contact_id));
  }

  private async read(condition: string, argument: unknown): Promise<readonly AttributedConversion[]> {
    const rows = await this.tx.query<object>(
      `SELECT ${columns} FROM affiliate.conversion WHERE workspace_id = $1 AND ${condition}`,
      [this.workspaceId, argument],
    );
    return rows.map((row) => toDomain(fromColumns<ConversionRow>(row)));
  }
}
