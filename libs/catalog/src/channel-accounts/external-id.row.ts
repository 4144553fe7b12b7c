import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { ExternalIdKind } from './external-ids.js';

/** One of the ids a channel account is known by. */
@Entity({ schema: 'catalog', name: 'channel_account_external_id' })
export class ExternalIdRow {
  @PrimaryColumn({ name: 'workspace_id', type: 'text' })
  workspaceId!: string;

  @PrimaryColumn({ name: 'channel_account_id', type: 'text' })
  channelAccountId!: string;

  @PrimaryColumn({ type: 'text' })
  kind!: ExternalIdKind;

  @Column({ type: 'text' })
  value!: string;
}
