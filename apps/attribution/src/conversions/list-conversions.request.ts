import { ListQuery } from '@whence/platform/http';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

const types = ['opening', 'lead', 'sale'] as const;
const statuses = ['attributed', 'unattributed', 'parked'] as const;
const externalIdCharactersMax = 200;

export class ListConversionsRequest extends ListQuery {
  @ApiPropertyOptional({ enum: types })
  @IsOptional()
  @IsIn(types)
  type?: (typeof types)[number];

  @ApiPropertyOptional({ enum: statuses })
  @IsOptional()
  @IsIn(statuses)
  status?: (typeof statuses)[number];

  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @IsString()
  @MaxLength(externalIdCharactersMax)
  externalId?: string;
}
