import { models, type ModelName } from '@whence/attribution-domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IfGiven } from '@whence/platform/http';
import { IsIn, IsInt, Max, Min } from 'class-validator';

const modelNames = Object.keys(models) as readonly ModelName[];
const precedences = ['partner_over_ad', 'ad_over_partner'] as const;
const existingThreads = ['credit', 'unattributed'] as const;
const inferences = ['off', 'on'] as const;
const graceMinutesMax = 24 * 60;
const finalizationHoursMax = 90 * 24;

export class AttributionSettingsRequest {
  @ApiProperty({ enum: modelNames, description: 'Whoever is credited: see the models in the README of the domain.' })
  @IsIn(modelNames)
  model!: ModelName;

  @ApiProperty({ enum: precedences })
  @IsIn(precedences)
  precedence!: (typeof precedences)[number];

  @ApiProperty({ type: 'integer', example: 15, description: 'A typed code counts for the opening this long.' })
  @IsInt()
  @Min(0)
  @Max(graceMinutesMax)
  openingGraceMinutes!: number;

  @ApiProperty({ type: 'integer', example: 192, description: 'Late evidence may change a decision this long.' })
  @IsInt()
  @Min(0)
  @Max(finalizationHoursMax)
  finalizationHours!: number;

  @ApiProperty({ enum: existingThreads, description: 'What a referral into a thread older than Whence is worth.' })
  @IsIn(existingThreads)
  existingThreads!: (typeof existingThreads)[number];

  @ApiPropertyOptional({
    enum: inferences,
    default: 'off',
    description: 'Whether a click may be guessed where nothing else tells whence the person came.',
  })
  @IfGiven()
  @IsIn(inferences)
  inference?: (typeof inferences)[number];
}

export class AttributionSettingsResponse extends AttributionSettingsRequest {
  @ApiProperty({ enum: inferences })
  declare inference: (typeof inferences)[number];

  @ApiProperty({ type: 'integer' })
  version!: number;
}
