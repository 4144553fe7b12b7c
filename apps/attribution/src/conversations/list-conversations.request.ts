import { IsTime, ListQuery } from '@whence/platform/http';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

const channels = ['instagram', 'messenger', 'whatsapp'] as const;
const statuses = ['credited', 'organic', 'unattributed'] as const;
const idCharactersMax = 200;

export class ListConversationsRequest extends ListQuery {
  @ApiPropertyOptional({ enum: channels })
  @IsOptional()
  @IsIn(channels)
  channel?: (typeof channels)[number];

  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @IsString()
  @MaxLength(idCharactersMax)
  channelAccountId?: string;

  @ApiPropertyOptional({ type: String, description: 'Any id the person is known by on the channel.' })
  @IsOptional()
  @IsString()
  @MaxLength(idCharactersMax)
  participantId?: string;

  @ApiPropertyOptional({ enum: statuses })
  @IsOptional()
  @IsIn(statuses)
  status?: (typeof statuses)[number];

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Opened at or after.' })
  @IsOptional()
  @IsTime()
  from?: string;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Opened before.' })
  @IsOptional()
  @IsTime()
  to?: string;

  @ApiPropertyOptional({ type: Boolean, description: 'Also conversations in which the person has not written yet.' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  unopened?: boolean;
}
