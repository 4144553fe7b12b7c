import { Programs } from '@whence/affiliate-application';
import type { ProgramTerms, TermsKey } from '@whence/affiliate-domain';
import type { Transaction } from '@whence/platform/postgres';

import { toDomain, toRow } from '../mappers/program-terms.mapper.js';
import { fromColumns, toColumns } from '../rows/columns.js';
import type { ProgramTermsRow } from '../rows/program-terms.row.js';
import { takeTurn } from './take-turns.js';

const columns = 'workspace_id, program_id, program_version, currency, rewards, hold_days, sale_limit';

/** What a version of terms is locked as. */
export const nameOfTerms = ({ programId, programVersion }: TermsKey): string => `${programId}:${programVersion}`;

export class PostgresPrograms extends Programs {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: string,
  ) {
    super();
  }

  override async add(terms: ProgramTerms): Promise<boolean> {
    await takeTurn(this.tx, { workspaceId: this.workspaceId, kind: 'terms', ids: [nameOfTerms(terms)] });
    const added = await this.tx.query(
      `INSERT INTO affiliate.program_terms (${columns})
       SELECT ${columns} FROM jsonb_populate_record(NULL::affiliate.program_terms, $1::jsonb)
       ON CONFLICT (workspace_id, program_id, program_version) DO NOTHING RETURNING program_id`,
      [JSON.stringify(toColumns(toRow(this.workspaceId, terms)))],
    );
    return added.length > 0;
  }

  override async named(keys: readonly TermsKey[]): Promise<readonly ProgramTerms[]> {
    const rows = await this.tx.query<object>(
      `SELECT ${columns} FROM affiliate.program_terms
       WHERE workspace_id = $1
         AND (program_id, program_version) IN (SELECT * FROM unnest($2::text[], $3::integer[]))`,
      [this.workspaceId, keys.map((key) => key.programId), keys.map((key) => key.programVersion)],
    );
    return rows.map((row) => toDomain(fromColumns<ProgramTermsRow>(row)));
  }
}
