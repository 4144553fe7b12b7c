import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel } from '@whence/signals';

/** For queries only: conversations are written by `PostgresContacts`. */
@Entity({ schema: 'attribution', name: 'conversation', synchronize: false })
export class ConversationRow {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'workspace_id' })
  workspaceId!: string;

  @Column('text', { name: 'contact_id' })
  contactId!: string;

  /** Whose decision is its answer, where that is not its contact's. */
  @Column('text', { name: 'answered_by', nullable: true })
  answeredBy!: string | null;

  @Column('text')
  channel!: Channel;

  @Column('text', { name: 'channel_account_id' })
  channelAccountId!: string;

  @Column('text', { name: 'participant_pseudonym' })
  participantPseudonym!: string;

  @Column('bytea', { name: 'participant_sealed' })
  participantSealed!: Buffer;

  @Column('timestamptz', { name: 'opened_at', nullable: true })
  openedAt!: Date | null;
}
