import type { MatchType, Verdict } from '@whence/attribution-domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { TouchpointEvidence } from '../mappers/touchpoint-evidence.js';

/** For queries only: touchpoints are written by `PostgresDecisions`. */
@Entity({ schema: 'attribution', name: 'touchpoint', synchronize: false })
export class TouchpointRow {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'workspace_id' })
  workspaceId!: string;

  @Column('text', { name: 'contact_id' })
  contactId!: string;

  @Column('text', { name: 'entry_id' })
  entryId!: string;

  @Column('text', { name: 'match_type' })
  matchType!: MatchType;

  @Column('timestamptz', { name: 'entered_at' })
  enteredAt!: Date;

  @Column('timestamptz', { name: 'clicked_at', nullable: true })
  clickedAt!: Date | null;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;

  @Column('text', { name: 'seen_by', array: true })
  seenBy!: readonly string[];

  @Column('jsonb')
  evidence!: TouchpointEvidence;

  @Column('jsonb')
  verdicts!: readonly Verdict[];
}
