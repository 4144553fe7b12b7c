import type { Channel } from '@whence/contracts-events';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An account that the partner writes from: hashed for comparing, sealed for showing. */
@Entity({ schema: 'catalog', name: 'partner_identity' })
export class PartnerIdentityRow {
  @PrimaryColumn({ name: 'workspace_id', type: 'text' })
  workspaceId!: string;

  @PrimaryColumn({ name: 'partner_id', type: 'text' })
  partnerId!: string;

  @PrimaryColumn({ type: 'text' })
  channel!: Channel;

  @PrimaryColumn({ type: 'text' })
  pseudonym!: string;

  @Column({ name: 'sealed_participant_id', type: 'bytea' })
  sealedParticipantId!: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
