import { ApiProperty } from '@nestjs/swagger';
import type { Activity, Channel, ChannelAccountChangedV1 } from '@whence/contracts-events';

import { activities } from '../fields/activity.js';
import { channels } from '../fields/channels.js';
import { KeptResponse, toKept } from '../fields/kept.response.js';
import { exampleId } from '../fields/text-fields.js';
import { ExternalIdsBody } from './channel-account.request.js';
import type { ChannelAccountRow } from './channel-account.row.js';
import { toExternalIds, type ExternalId } from './external-ids.js';

export class ChannelAccountResponse extends KeptResponse {
  @ApiProperty({ example: exampleId('cha') })
  id!: string;

  @ApiProperty({ enum: channels })
  channel!: Channel;

  @ApiProperty({ example: 'brand' })
  handle!: string;

  @ApiProperty({ type: ExternalIdsBody })
  externalIds!: ExternalIdsBody;

  @ApiProperty({ enum: activities })
  status!: Activity;
}

export class ChannelAccountListResponse {
  @ApiProperty({ type: [ChannelAccountResponse] })
  items!: readonly ChannelAccountResponse[];

  @ApiProperty({ type: String, nullable: true, description: 'Null at the end.' })
  nextCursor!: string | null;
}

/** A channel account with every id it is known by. */
export interface KnownAccount {
  readonly row: ChannelAccountRow;
  readonly externalIds: readonly ExternalId[];
}

export const toChannelAccountResponse = ({ row, externalIds }: KnownAccount): ChannelAccountResponse => ({
  id: row.id,
  channel: row.channel,
  handle: row.handle,
  externalIds: toExternalIds(externalIds),
  status: row.status,
  ...toKept(row),
});

export const toChannelAccountChanged = ({ row, externalIds }: KnownAccount): ChannelAccountChangedV1 => ({
  workspaceId: row.workspaceId,
  revision: row.revision,
  channelAccount: {
    id: row.id,
    channel: row.channel,
    handle: row.handle,
    externalIds: toExternalIds(externalIds),
    status: row.status,
  },
});
