import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'affiliate', name: 'ledger_transaction' })
export class LedgerTransactionRow {
  @PrimaryColumn({ name: 'workspace_id', type: 'text' })
  workspaceId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ name: 'posting_key', type: 'text' })
  postingKey!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ name: 'commission_id', type: 'text' })
  commissionId!: string;

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: Date;

  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date;

  /** Said beforehand and checked at commit, so that a transaction cannot grow later. */
  @Column({ name: 'posting_count', type: 'integer' })
  postingCount!: number;
}
