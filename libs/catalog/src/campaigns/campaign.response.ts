import { ApiProperty } from '@nestjs/swagger';
import type { Activity, CampaignChangedV1 } from '@whence/contracts-events';

import { activities } from '../fields/activity.js';
import { KeptResponse, toKept } from '../fields/kept.response.js';
import { exampleId } from '../fields/text-fields.js';
import type { CampaignRow } from './campaign.row.js';

export class CampaignResponse extends KeptResponse {
  @ApiProperty({ example: exampleId('cmp') })
  id!: string;

  @ApiProperty({ example: 'Black Friday' })
  name!: string;

  @ApiProperty({ enum: activities })
  status!: Activity;
}

export class CampaignListResponse {
  @ApiProperty({ type: [CampaignResponse] })
  items!: readonly CampaignResponse[];

  @ApiProperty({ type: String, nullable: true, description: 'Null at the end.' })
  nextCursor!: string | null;
}

export const toCampaignResponse = (row: CampaignRow): CampaignResponse => ({
  id: row.id,
  name: row.name,
  status: row.status,
  ...toKept(row),
});

export const toCampaignChanged = ({ workspaceId, revision, id, name, status }: CampaignRow): CampaignChangedV1 => ({
  workspaceId,
  revision,
  campaign: { id, name, status },
});
