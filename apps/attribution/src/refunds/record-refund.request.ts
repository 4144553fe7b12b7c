import { IfGiven, IsObjectOf, MoneyBody } from '@whence/platform/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

const externalIdCharactersMax = 200;

export class RecordRefundRequest {
  @ApiProperty({ type: String, description: 'Your own id of the refund; unique in the workspace, for good.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(externalIdCharactersMax)
  externalId!: string;

  @ApiProperty({ type: String, description: 'The `externalId` of the conversion.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(externalIdCharactersMax)
  conversionExternalId!: string;

  @ApiPropertyOptional({ type: MoneyBody, description: 'All that is left, where it is not given.' })
  @IfGiven()
  @IsObjectOf(() => MoneyBody)
  amount?: MoneyBody;
}
