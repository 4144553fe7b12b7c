import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Activity, EnrollmentChangedV1, EnrollmentState } from '@whence/contracts-events';

import { activities } from '../fields/activity.js';
import { given, KeptResponse, toKept } from '../fields/kept.response.js';
import { exampleId } from '../fields/text-fields.js';
import type { EnrollmentRow } from './enrollment.row.js';

/** Links may be registered with an earlier start, so an enrollment holds for all that came before it, too. */
const enrolledFrom = new Date(0).toISOString();

export class EnrollmentResponse extends KeptResponse {
  @ApiProperty({ example: exampleId('enr') })
  id!: string;

  @ApiProperty({ example: exampleId('prt') })
  partnerId!: string;

  @ApiProperty({ example: exampleId('prg') })
  programId!: string;

  @ApiProperty({ enum: activities })
  status!: Activity;

  @ApiProperty({ format: 'date-time', example: enrolledFrom, description: 'Holds for earlier touches, too.' })
  activeFrom!: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'From when on an inactive enrollment earns nothing.' })
  endedAt?: string;
}

export class EnrollmentListResponse {
  @ApiProperty({ type: [EnrollmentResponse] })
  items!: readonly EnrollmentResponse[];

  @ApiProperty({ type: String, nullable: true, description: 'Null at the end.' })
  nextCursor!: string | null;
}

export const toEnrollmentResponse = (row: EnrollmentRow): EnrollmentResponse => ({ ...stateOf(row), ...toKept(row) });

export const toEnrollmentChanged = (row: EnrollmentRow): EnrollmentChangedV1 => ({
  workspaceId: row.workspaceId,
  revision: row.revision,
  enrollment: stateOf(row),
});

const stateOf = ({ id, partnerId, programId, status, endedAt }: EnrollmentRow): EnrollmentState => ({
  id,
  partnerId,
  programId,
  status,
  activeFrom: enrolledFrom,
  ...given({ endedAt: endedAt?.toISOString() }),
});
