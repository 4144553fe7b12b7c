import { ApiPropertyOptional } from '@nestjs/swagger';
import type { PartnerId } from '@whence/affiliate-domain';
import { ListQuery } from '@whence/platform/http';
import { IsIn, IsOptional, Matches } from 'class-validator';

import { commissionStatuses, type CommissionStatus } from './commission.response.js';

const partnerIdPattern = /^prt_[0-9A-HJKMNP-TV-Z]{26}$/;

export class ListCommissionsRequest extends ListQuery {
  @ApiPropertyOptional({ type: String, example: 'prt_01KAQ3ZV5N8T2M4R6P7S9W1X4C' })
  @IsOptional()
  @Matches(partnerIdPattern, { message: 'must be the id of a partner' })
  partnerId?: PartnerId;

  @ApiPropertyOptional({ enum: commissionStatuses, description: 'The status now.' })
  @IsOptional()
  @IsIn(commissionStatuses, { message: `must be one of ${commissionStatuses.join(', ')}` })
  status?: CommissionStatus;
}
