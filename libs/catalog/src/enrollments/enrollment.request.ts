import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Activity } from '@whence/contracts-events';
import { IfGiven } from '@whence/platform/http';

import { activities } from '../fields/activity.js';
import { ChangeRequest } from '../fields/change.request.js';
import { exampleId, IsIdOf, IsOneOf } from '../fields/text-fields.js';

export class CreateEnrollmentRequest {
  @ApiProperty({ example: exampleId('prt') })
  @IsIdOf('prt')
  partnerId!: string;

  @ApiProperty({ example: exampleId('prg') })
  @IsIdOf('prg')
  programId!: string;
}

export class ChangeEnrollmentRequest extends ChangeRequest {
  @ApiPropertyOptional({
    enum: activities,
    description: 'Inactive: touches from now on earn nothing under the program. Active again takes that back.',
  })
  @IfGiven()
  @IsOneOf(activities)
  status?: Activity;
}
