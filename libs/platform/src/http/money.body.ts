import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

/** An amount in a request or an answer. */
export class MoneyBody {
  @ApiProperty({
    description: 'Minor units (cents), a string of an integer, so that no reader rounds it.',
    example: '1999',
  })
  @Matches(/^(0|[1-9][0-9]{0,17})$/, { message: 'must be a string of digits without leading zeros, at most 18' })
  amountMinor!: string;

  @ApiProperty({ description: 'ISO 4217.', example: 'BRL' })
  @Matches(/^[A-Z]{3}$/, { message: 'must be an ISO 4217 code of three capital letters' })
  currency!: string;
}
