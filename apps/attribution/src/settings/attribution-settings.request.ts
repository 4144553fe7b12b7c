import { settingChoices, settingMaxima } from '@whence/attribution-application';
import type { AttributionSettings } from '@whence/attribution-domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IfGiven } from '@whence/platform/http';
import { IsIn, IsInt, Max, Min } from 'class-validator';

export class AttributionSettingsRequest {
  @ApiProperty({
    enum: settingChoices.model,
    description: 'Whoever is credited: see the models in the README of the domain.',
  })
  @IsIn(settingChoices.model)
  model!: AttributionSettings['model'];

  @ApiProperty({ enum: settingChoices.precedence })
  @IsIn(settingChoices.precedence)
  precedence!: AttributionSettings['precedence'];

  @ApiProperty({ type: 'integer', example: 15, description: 'A typed code counts for the opening this long.' })
  @IsInt()
  @Min(0)
  @Max(settingMaxima.openingGraceMinutes)
  openingGraceMinutes!: number;

  @ApiProperty({ type: 'integer', example: 192, description: 'Late evidence may change a decision this long.' })
  @IsInt()
  @Min(0)
  @Max(settingMaxima.finalizationHours)
  finalizationHours!: number;

  @ApiProperty({
    enum: settingChoices.existingThreads,
    description: 'What a referral into a thread older than Whence is worth.',
  })
  @IsIn(settingChoices.existingThreads)
  existingThreads!: AttributionSettings['existingThreads'];

  @ApiPropertyOptional({
    enum: settingChoices.inference,
    default: 'off',
    description: 'Whether a click may be guessed where nothing else tells whence the person came.',
  })
  @IfGiven()
  @IsIn(settingChoices.inference)
  inference?: AttributionSettings['inference'];
}

export class AttributionSettingsResponse extends AttributionSettingsRequest {
  @ApiProperty({ enum: settingChoices.inference })
  declare inference: AttributionSettings['inference'];

  @ApiProperty({ type: 'integer' })
  version!: number;
}
