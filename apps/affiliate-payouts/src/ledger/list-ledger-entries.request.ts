import { ApiPropertyOptional } from '@nestjs/swagger';
import { ListQuery } from '@whence/platform/http';
import { IsOptional, IsString, MaxLength } from 'class-validator';

const accountCharactersMax = 100;

export class ListLedgerEntriesRequest extends ListQuery {
  @ApiPropertyOptional({
    type: String,
    example: 'partner-payable:prt_01KAQ3ZV5N8T2M4R6P7S9W1X4C',
    description: 'Only entries that touch this account.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(accountCharactersMax)
  account?: string;
}
