import type { Credit, TouchpointId } from '@whence/attribution-domain';
import type { Conversion } from '@whence/attribution-application';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** For queries only: conversions are written by `PostgresConversions`. */
@Entity({ schema: 'attribution', name: 'conversion', synchronize: false })
export class ConversionRow {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'workspace_id' })
  workspaceId!: string;

  @Column('text')
  type!: Conversion['type'];

  @Column('text', { name: 'external_id', nullable: true })
  externalId!: string | null;

  @Column('text', { name: 'contact_id', nullable: true })
  contactId!: string | null;

  @Column('text', { name: 'conversation_id', nullable: true })
  conversationId!: string | null;

  @Column('bigint', { name: 'amount_minor', nullable: true })
  amountMinor!: string | null;

  @Column('text', { nullable: true })
  currency!: string | null;

  @Column('text', { nullable: true })
  coupon!: string | null;

  @Column('text', { name: 'coupon_fingerprint', nullable: true })
  couponFingerprint!: string | null;

  @Column('text', { name: 'coupon_touchpoint_id', nullable: true })
  couponTouchpointId!: TouchpointId | null;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt!: Date;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;

  @Column('text')
  status!: Conversion['attribution']['status'];

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('jsonb')
  credits!: readonly Credit[];

  @Column('integer')
  version!: number;

  @Column('timestamptz', { name: 'final_at', nullable: true })
  finalAt!: Date | null;
}
