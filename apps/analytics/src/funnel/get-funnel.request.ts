import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { funnelKeys, type FunnelKey } from '@whence/analytics';
import { IsTime } from '@whence/platform/http';
import { IsIn, IsOptional } from 'class-validator';

export class GetFunnelRequest {
  @ApiProperty({ enum: funnelKeys, description: 'By what the rows are told apart.' })
  @IsIn(funnelKeys, { message: `must be one of ${funnelKeys.join(', ')}` })
  groupBy!: FunnelKey;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'Inclusive; from the beginning where absent.',
  })
  @IsOptional()
  @IsTime()
  from?: string;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Exclusive; open-ended where absent.' })
  @IsOptional()
  @IsTime()
  to?: string;
}
