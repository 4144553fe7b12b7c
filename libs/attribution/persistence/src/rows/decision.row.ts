import type { Attribution, Credit } from '@whence/attribution-domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** For queries only: decisions are written by `PostgresDecisions`. */
@Entity({ schema: 'attribution', name: 'decision', synchronize: false })
export class DecisionRow {
  @PrimaryColumn('text', { name: 'contact_id' })
  contactId!: string;

  @PrimaryColumn('integer')
  version!: number;

  @Column('text', { name: 'workspace_id' })
  workspaceId!: string;

  @Column('text')
  status!: Attribution['status'];

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text', { name: 'match_type', nullable: true })
  matchType!: NonNullable<Attribution['matchType']> | null;

  @Column('jsonb')
  credits!: readonly Credit[];

  @Column('text', { name: 'conversation_id' })
  conversationId!: Attribution['conversationId'];

  @Column('timestamptz', { name: 'opened_at' })
  openedAt!: Date;

  @Column('timestamptz', { name: 'final_at' })
  finalAt!: Date;

  @Column('timestamptz', { name: 'decided_at' })
  decidedAt!: Date;

  @Column('text')
  because!: string;

  @Column('text', { array: true })
  flags!: readonly string[];

  @Column('jsonb', { nullable: true })
  overridden!: NonNullable<Attribution['overridden']> | null;

  @Column('boolean', { name: 'is_standing' })
  isStanding!: boolean;

  @Column('jsonb', { nullable: true })
  inference!: NonNullable<Attribution['inference']> | null;
}
