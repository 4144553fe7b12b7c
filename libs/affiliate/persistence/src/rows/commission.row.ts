import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'affiliate', name: 'commission' })
export class CommissionRow {
  @PrimaryColumn({ name: 'workspace_id', type: 'text' })
  workspaceId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ name: 'partner_id', type: 'text' })
  partnerId!: string;

  @Column({ name: 'program_id', type: 'text' })
  programId!: string;

  @Column({ name: 'program_version', type: 'integer' })
  programVersion!: number;

  @Column({ name: 'conversion_id', type: 'text' })
  conversionId!: string;

  @Column({ name: 'conversion_version', type: 'integer' })
  conversionVersion!: number;

  @Column({ name: 'rewarded_on', type: 'text' })
  rewardedOn!: string;

  @Column({ name: 'reward_kind', type: 'text' })
  rewardKind!: string;

  @Column({ name: 'amount_minor', type: 'bigint' })
  amountMinor!: string;

  @Column({ type: 'text' })
  currency!: string;

  @Column({ name: 'refund_reversals', type: 'jsonb' })
  refundReversals!: readonly RefundReversalJson[];

  /** Their sum, so that balances can be added up. */
  @Column({ name: 'refunded_minor', type: 'bigint' })
  refundedMinor!: string;

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: Date;

  @Column({ name: 'due_at', type: 'timestamptz' })
  dueAt!: Date;

  @Column({ name: 'link_id', type: 'text', nullable: true })
  linkId!: string | null;

  @Column({ name: 'campaign_id', type: 'text', nullable: true })
  campaignId!: string | null;

  @Column({ name: 'ad_id', type: 'text', nullable: true })
  adId!: string | null;

  @Column({ type: 'text', nullable: true })
  channel!: string | null;

  @Column({ type: 'text' })
  status!: string;

  @Column({ name: 'accrued_at', type: 'timestamptz' })
  accruedAt!: Date;

  @Column({ name: 'reversed_at', type: 'timestamptz', nullable: true })
  reversedAt!: Date | null;

  @Column({ name: 'reversed_because', type: 'text', nullable: true })
  reversedBecause!: string | null;
}

export interface RefundReversalJson {
  readonly refundId: string;
  /** UTC, milliseconds since the epoch. */
  readonly refundedAt: number;
  readonly amountMinor: string;
}
