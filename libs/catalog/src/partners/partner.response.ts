import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Activity, Channel, PartnerChangedV1 } from '@whence/contracts-events';

import { activities } from '../fields/activity.js';
import { channels } from '../fields/channels.js';
import { given, KeptResponse, toKept } from '../fields/kept.response.js';
import { exampleId } from '../fields/text-fields.js';
import { partnerKinds } from './partner.request.js';
import type { PartnerRow } from './partner.row.js';

export class PartnerIdentityResponse {
  @ApiProperty({ enum: channels })
  channel!: Channel;

  @ApiProperty({ example: '8800000000000023' })
  participantId!: string;
}

export class PartnerResponse extends KeptResponse {
  @ApiProperty({ example: exampleId('prt') })
  id!: string;

  @ApiProperty({ example: 'Anna' })
  name!: string;

  @ApiPropertyOptional({ enum: partnerKinds })
  kind?: string;

  @ApiProperty({ enum: activities })
  status!: Activity;

  @ApiPropertyOptional({ format: 'date-time', description: 'From when on an inactive partner earns nothing.' })
  endedAt?: string;

  @ApiProperty({ type: [PartnerIdentityResponse], description: 'Accounts that the partner writes from himself.' })
  identities!: readonly PartnerIdentityResponse[];
}

export class PartnerListResponse {
  @ApiProperty({ type: [PartnerResponse] })
  items!: readonly PartnerResponse[];

  @ApiProperty({ type: String, nullable: true, description: 'Null at the end.' })
  nextCursor!: string | null;
}

export const toPartnerResponse = (
  row: PartnerRow,
  identities: readonly PartnerIdentityResponse[],
): PartnerResponse => ({
  id: row.id,
  name: row.name,
  ...given({ kind: row.kind }),
  status: row.status,
  ...given({ endedAt: row.endedAt?.toISOString() }),
  identities,
  ...toKept(row),
});

export const toPartnerChanged = ({ workspaceId, revision, id, name, kind, status }: PartnerRow): PartnerChangedV1 => ({
  workspaceId,
  revision,
  partner: { id, name, ...given({ kind }), status },
});
