import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IfGiven } from '@whence/platform/http';
import type { Provider } from '@whence/signals';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsString, Length, Matches } from 'class-validator';

import { providers } from './connection.js';

const secretsMax = 5;
const secretLengthMax = 500;
const nameLengthMax = 200;
const namePattern = new RegExp(`^(?=.*\\S)[^\\p{Cc}\\p{Cs}]{1,${nameLengthMax}}$`, 'u');

export class CreateConnectionRequest {
  @ApiProperty({ enum: providers })
  @IsIn(providers)
  provider!: Provider;

  @ApiProperty({ maxLength: nameLengthMax, example: 'Brand on Instagram' })
  @Matches(namePattern, { message: `must be one line of at most ${nameLengthMax} characters, not blank` })
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
  @IfGiven()
  @IsString()
  @Length(1, secretLengthMax)
  verifyToken?: string;

  @ApiPropertyOptional({ maxLength: secretLengthMax, writeOnly: true, description: 'For calls to the provider.' })
  @IfGiven()
  @IsString()
  @Length(1, secretLengthMax)
  apiKey?: string;
}
