import type { LinkStatus } from '@whence/contracts-events';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'catalog', name: 'link' })
export class LinkRow {
  @PrimaryColumn({ name: 'workspace_id', type: 'text' })
  workspaceId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;

  @Column({ type: 'text' })
  key!: string;

  @Column({ name: 'ref_code', type: 'text' })
  refCode!: string;

  @Column({ name: 'text_code', type: 'text' })
  textCode!: string;

  @Column({ name: 'channel_account_id', type: 'text' })
  channelAccountId!: string;

  @Column({ name: 'program_id', type: 'text', nullable: true })
  programId!: string | null;

  @Column({ name: 'partner_id', type: 'text', nullable: true })
  partnerId!: string | null;

  @Column({ name: 'campaign_id', type: 'text', nullable: true })
  campaignId!: string | null;

  @Column({ type: 'text', nullable: true })
  message!: string | null;

  @Column({ name: 'active_from', type: 'timestamptz' })
  activeFrom!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt!: Date | null;

  @Column({ type: 'text' })
  status!: LinkStatus;

  @Column({ name: 'disabled_at', type: 'timestamptz', nullable: true })
  disabledAt!: Date | null;
}
