import { ListQuery } from '@whence/platform/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

const idCharactersMax = 64;
const reasonCharactersMax = 500;
const conversationsJoined = 2;

export class JoinContactsRequest {
  @ApiProperty({
    type: [String],
    description: 'Two conversations of one person.',
    minItems: conversationsJoined,
    maxItems: conversationsJoined,
  })
  @IsArray()
  @ArrayMinSize(conversationsJoined)
  @ArrayMaxSize(conversationsJoined)
  @IsString({ each: true })
  @MaxLength(idCharactersMax, { each: true })
  conversationIds!: string[];

  @ApiProperty({ type: String, example: 'the same loyalty card', maxLength: reasonCharactersMax })
  @IsString()
  @IsNotEmpty()
  @MaxLength(reasonCharactersMax)
  reason!: string;
}

export class ListOfContactsRequest extends ListQuery {
  @ApiPropertyOptional({ type: String, description: 'Only what this contact takes part in.' })
  @IsOptional()
  @IsString()
  @MaxLength(idCharactersMax)
  contactId?: string;
}
