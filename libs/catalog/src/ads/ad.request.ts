import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IfGiven, IfNotEmptied } from '@whence/platform/http';
import { Matches } from 'class-validator';

import { ChangeRequest } from '../fields/change.request.js';
import { exampleId, IsIdOf } from '../fields/text-fields.js';

export class CreateAdRequest {
  @ApiProperty({
    example: '120226305854810726',
    description: "The platform's ad id, as text: a JSON number of this size loses digits.",
  })
  @Matches(/^[A-Za-z0-9_.:-]{1,128}$/, { message: 'must be text of 1 to 128 letters, digits or _.:-' })
  externalId!: string;

  @ApiPropertyOptional({ example: exampleId('cmp') })
  @IfGiven()
  @IsIdOf('cmp')
  campaignId?: string;

  @ApiPropertyOptional({ example: exampleId('prt'), description: 'Who earns; needs a program he is enrolled in.' })
  @IfGiven()
  @IsIdOf('prt')
  partnerId?: string;

  @ApiPropertyOptional({ example: exampleId('prg') })
  @IfGiven()
  @IsIdOf('prg')
  programId?: string;
}

export class ChangeAdRequest extends ChangeRequest {
  @ApiPropertyOptional({ type: String, nullable: true, example: exampleId('cmp') })
  @IfNotEmptied()
  @IsIdOf('cmp')
  campaignId?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: exampleId('prt') })
  @IfNotEmptied()
  @IsIdOf('prt')
  partnerId?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: exampleId('prg') })
  @IfNotEmptied()
  @IsIdOf('prg')
  programId?: string | null;
}
