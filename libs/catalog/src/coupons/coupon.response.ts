import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { CouponChangedV1, CouponState, CouponStatus } from '@whence/contracts-events';

import { given, KeptResponse, toKept } from '../fields/kept.response.js';
import { exampleId } from '../fields/text-fields.js';
import { couponStatuses } from './coupon.request.js';
import type { CouponRow } from './coupon.row.js';

export class CouponResponse extends KeptResponse {
  @ApiProperty({ example: exampleId('cpn') })
  id!: string;

  @ApiProperty({ example: 'ANNA10' })
  code!: string;

  @ApiProperty({ example: exampleId('prt') })
  partnerId!: string;

  @ApiProperty({ example: exampleId('prg') })
  programId!: string;

  @ApiProperty({ format: 'date-time' })
  activeFrom!: string;

  @ApiPropertyOptional({ format: 'date-time' })
  expiresAt?: string;

  @ApiProperty({ enum: couponStatuses })
  status!: CouponStatus;

  @ApiPropertyOptional({ format: 'date-time' })
  disabledAt?: string;
}

export class CouponListResponse {
  @ApiProperty({ type: [CouponResponse] })
  items!: readonly CouponResponse[];

  @ApiProperty({ type: String, nullable: true, description: 'Null at the end.' })
  nextCursor!: string | null;
}

export const toCouponResponse = (row: CouponRow): CouponResponse => ({
  ...stateOf(row),
  ...given({ disabledAt: row.disabledAt?.toISOString() }),
  ...toKept(row),
});

export const toCouponChanged = (row: CouponRow): CouponChangedV1 => ({
  workspaceId: row.workspaceId,
  revision: row.revision,
  coupon: stateOf(row),
});

const stateOf = ({ id, code, partnerId, programId, activeFrom, expiresAt, status }: CouponRow): CouponState => ({
  id,
  code,
  partnerId,
  programId,
  activeFrom: activeFrom.toISOString(),
  ...given({ expiresAt: expiresAt?.toISOString() }),
  status,
});
