import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { AdChangedV1, AdState } from '@whence/contracts-events';

import { given, KeptResponse, toKept } from '../fields/kept.response.js';
import { exampleId } from '../fields/text-fields.js';
import type { AdRow } from './ad.row.js';

export class AdResponse extends KeptResponse {
  @ApiProperty({ example: exampleId('ad') })
  id!: string;

  @ApiProperty({ example: '120226305854810726' })
  externalId!: string;

  @ApiPropertyOptional({ example: exampleId('cmp') })
  campaignId?: string;

  @ApiPropertyOptional({ example: exampleId('prt') })
  partnerId?: string;

  @ApiPropertyOptional({ example: exampleId('prg') })
  programId?: string;
}

export class AdListResponse {
  @ApiProperty({ type: [AdResponse] })
  items!: readonly AdResponse[];

  @ApiProperty({ type: String, nullable: true, description: 'Null at the end.' })
  nextCursor!: string | null;
}

export const toAdResponse = (row: AdRow): AdResponse => ({ ...stateOf(row), ...toKept(row) });

export const toAdChanged = (row: AdRow): AdChangedV1 => ({
  workspaceId: row.workspaceId,
  revision: row.revision,
  ad: stateOf(row),
});

const stateOf = ({ id, externalId, campaignId, partnerId, programId }: AdRow): AdState => ({
  id,
  externalId,
  ...given({ campaignId, partnerId, programId }),
});
