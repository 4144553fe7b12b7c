import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Provider } from '@whence/signals';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsString, Length } from 'class-validator';

import { providers } from './connection.js';

const secretsMax = 5;
const secretLengthMax = 500;
const nameLengthMax = 200;

export class CreateConnectionRequest {
  @ApiProperty({ enum: providers })
  @IsIn(providers)
  provider!: Provider;

  @ApiProperty({ maxLength: nameLengthMax, example: 'Brand on Instagram' })
  @IsString()
  @Length(1, nameLengthMax)
  name!: string;

  @ApiProperty({
    type: [String],
    minItems: 1,
    maxItems: secretsMax,
    description: 'Each may have signed a delivery; two are valid while one is rotated out. Write-only.',
    writeOnly: true,
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(secretsMax)
  @IsString({ each: true })
  @Length(1, secretLengthMax, { each: true })
  secrets!: string[];

  @ApiPropertyOptional({
    maxLength: secretLengthMax,
    writeOnly: true,
    description: "What Meta's challenge must bring.",
  })
  @IsOptional()
  @IsString()
  @Length(1, secretLengthMax)
  verifyToken?: string;

  @ApiPropertyOptional({ maxLength: secretLengthMax, writeOnly: true, description: 'For calls to the provider.' })
  @IsOptional()
  @IsString()
  @Length(1, secretLengthMax)
  apiKey?: string;
}
