import { Records, type KnownContact, type RecordedTouchpoint } from '@whence/attribution-application';
import type { ContactId, Instant, TouchpointId, Verdict, WorkspaceId } from '@whence/attribution-domain';
import type { MasterKey } from '@whence/platform/crypto';
import type { Transaction } from '@whence/platform/postgres';
import { onlyKnown } from '@whence/signals';

import type { TouchpointEvidence } from '../mappers/touchpoint-evidence.js';
import { PostgresContacts } from './postgres-contacts.js';
import { namingCopiesMax } from './postgres-signal-copies.js';

export class PostgresRecords extends Records {
  constructor(
    private readonly tx: Transaction,
    private readonly workspaceId: WorkspaceId,
    private readonly keys: MasterKey,
  ) {
    super();
  }

  contacts(page: Parameters<Records['contacts']>[0]): Promise<readonly KnownContact[]> {
    return new PostgresContacts(this.tx, this.workspaceId, this.keys).page(page);
  }

  async touchpointsOf(contactIds: readonly ContactId[]): Promise<readonly RecordedTouchpoint[]> {
    const rows = await this.tx.query<TouchpointRecord>(
      `SELECT contact_id, id, entry_id, match_type, entered_at, clicked_at, evidence, verdicts FROM attribution.touchpoint
       WHERE workspace_id = $1 AND contact_id = ANY($2::text[]) ORDER BY contact_id, entered_at, id`,
      [this.workspaceId, contactIds],
    );
    return rows.map(toRecorded);
  }

  async beyondReading(contactIds: readonly ContactId[]): Promise<ReadonlySet<ContactId>> {
    const rows = await this.tx.query<{ contact_id: ContactId }>(
      `SELECT contact_id FROM attribution.signal_copy
       WHERE workspace_id = $1 AND contact_id = ANY($2::text[]) AND "references" <> '[]'::jsonb
       GROUP BY contact_id HAVING count(*) > $3`,
      [this.workspaceId, contactIds, namingCopiesMax],
    );
    return new Set(rows.map((row) => row.contact_id));
  }

  async regroupedAt(contactIds: readonly ContactId[]): Promise<ReadonlyMap<ContactId, Instant>> {
    const rows = await this.tx.query<{ contact_id: ContactId; regrouped_at: Date }>(
      `SELECT contact_id, max(greatest(joined_at, separated_at)) AS regrouped_at
       FROM attribution.contact_join CROSS JOIN LATERAL unnest(ARRAY[kept_contact_id, absorbed_contact_id]) AS who (contact_id)
       WHERE workspace_id = $1 AND (kept_contact_id = ANY($2::text[]) OR absorbed_contact_id = ANY($2::text[]))
       GROUP BY contact_id`,
      [this.workspaceId, contactIds],
    );
    return new Map(rows.map((row) => [row.contact_id, row.regrouped_at.getTime()]));
  }
}

interface TouchpointRecord {
  readonly contact_id: ContactId;
  readonly id: TouchpointId;
  readonly entry_id: string;
  readonly match_type: string;
  readonly entered_at: Date;
  readonly clicked_at: Date | null;
  readonly evidence: TouchpointEvidence;
  readonly verdicts: readonly Verdict[];
}

const toRecorded = (row: TouchpointRecord): RecordedTouchpoint => ({
  contactId: row.contact_id,
  id: row.id,
  entryId: row.entry_id,
  matchType: row.match_type,
  enteredAt: row.entered_at.getTime(),
  verdicts: row.verdicts,
  ...onlyKnown({
    clickedAt: row.clicked_at?.getTime(),
    linkId: row.evidence.linkId,
    adId: row.evidence.adId,
  }),
});
