import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Activity } from '@whence/contracts-events';
import { IfGiven } from '@whence/platform/http';

import { activities } from '../fields/activity.js';
import { ChangeRequest } from '../fields/change.request.js';
import { IsName, IsOneOf, nameCharactersMax } from '../fields/text-fields.js';

export class CreateCampaignRequest {
  @ApiProperty({ example: 'Black Friday', maxLength: nameCharactersMax })
  @IsName()
  name!: string;
}

export class ChangeCampaignRequest extends ChangeRequest {
  @ApiPropertyOptional({ example: 'Black Friday', maxLength: nameCharactersMax })
  @IfGiven()
  @IsName()
  name?: string;

  @ApiPropertyOptional({ enum: activities, description: 'Says whether it still runs; links and ads go on counting.' })
  @IfGiven()
  @IsOneOf(activities)
  status?: Activity;
}
