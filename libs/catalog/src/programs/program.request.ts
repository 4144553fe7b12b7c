import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { SaleLimit } from '@whence/contracts-events';
import { IfGiven, IfNotEmptied } from '@whence/platform/http';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

import { ChangeRequest } from '../fields/change.request.js';
import { IsName, nameCharactersMax } from '../fields/text-fields.js';
import { IsKeepMessageText, keepMessageTextDocs, type KeepMessageText } from './keep-message-text.js';
import { RewardBody } from './reward.body.js';
import { IsSaleLimit, saleLimitDocs } from './sale-limit.js';

/** Longest time from touch to opening, unless the program says otherwise. */
export const windowDaysDefault = 30;
/** Time before a commission falls due, unless the program says otherwise: about as long as buyers may send things back. */
export const holdDaysDefault = 30;

/** The most days that terms may name. */
export const programDaysMax = 3_650;
const rewardsMax = 3;

const AreRewards = (): PropertyDecorator => (target, property) => {
  Type(() => RewardBody)(target, property);
  ValidateNested({ each: true, message: 'must be a list of rewards' })(target, property);
  // Of a list in the list only the items would be looked at.
  IsObject({ each: true, message: 'must be a list of rewards' })(target, property);
  ArrayUnique((reward: unknown) => (reward as Partial<RewardBody> | null)?.on ?? reward, {
    message: 'must reward each kind of conversion at most once',
  })(target, property);
  ArrayMaxSize(rewardsMax, { message: `must have at most ${rewardsMax} rewards` })(target, property);
  IsArray({ message: 'must be a list of rewards' })(target, property);
};

const AreDays = (daysMin: number): PropertyDecorator => {
  const message = `must be a whole number of days from ${daysMin} to ${programDaysMax}`;
  return (target, property) => {
    for (const check of [IsInt, (options: { message: string }) => Min(daysMin, options)])
      check({ message })(target, property);
    Max(programDaysMax, { message })(target, property);
  };
};

const IsCurrency = (): PropertyDecorator =>
  Matches(/^[A-Z]{3}$/, { message: 'must be an ISO 4217 code of three capital letters' });

export class CreateProgramRequest {
  @ApiProperty({ example: 'Creators', maxLength: nameCharactersMax })
  @IsName()
  name!: string;

  @ApiProperty({ example: 'BRL', description: 'ISO 4217: what flat rewards are paid in.' })
  @IsCurrency()
  currency!: string;

  @ApiProperty({ type: [RewardBody], description: 'At most one for each kind of conversion; none earns nothing.' })
  @AreRewards()
  rewards!: RewardBody[];

  @ApiPropertyOptional({
    type: 'integer',
    default: windowDaysDefault,
    minimum: 1,
    maximum: programDaysMax,
    description: 'Longest time from the touch to the opening.',
  })
  @IfGiven()
  @AreDays(1)
  windowDays?: number;

  @ApiPropertyOptional({
    type: 'integer',
    default: holdDaysDefault,
    minimum: 0,
    maximum: programDaysMax,
    description: 'Time from the conversion until its commission is due.',
  })
  @IfGiven()
  @AreDays(0)
  holdDays?: number;

  @ApiPropertyOptional(saleLimitDocs)
  @IfGiven()
  @IsSaleLimit()
  saleLimit?: SaleLimit;

  @ApiPropertyOptional({
    default: false,
    description: 'Whether partners earn by a match that was inferred, which is a likelihood and no proof.',
  })
  @IfGiven()
  @IsBoolean()
  paysInferred?: boolean;

  @ApiPropertyOptional(keepMessageTextDocs)
  @IfGiven()
  @IsKeepMessageText()
  keepMessageText?: KeepMessageText;
}

export class ChangeProgramRequest extends ChangeRequest {
  @ApiPropertyOptional({ example: 'Creators', maxLength: nameCharactersMax })
  @IfGiven()
  @IsName()
  name?: string;

  @ApiPropertyOptional({ example: 'BRL' })
  @IfGiven()
  @IsCurrency()
  currency?: string;

  @ApiPropertyOptional({ type: [RewardBody], description: 'Takes the place of all rewards.' })
  @IfGiven()
  @AreRewards()
  rewards?: RewardBody[];

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: programDaysMax })
  @IfGiven()
  @AreDays(1)
  windowDays?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: programDaysMax })
  @IfGiven()
  @AreDays(0)
  holdDays?: number;

  @ApiPropertyOptional({ ...saleLimitDocs, nullable: true, description: 'Null lifts the limit.' })
  @IfNotEmptied()
  @IsSaleLimit()
  saleLimit?: SaleLimit | null;

  @ApiPropertyOptional({
    description: 'Whether partners earn by a match that was inferred, which is a likelihood and no proof.',
  })
  @IfGiven()
  @IsBoolean()
  paysInferred?: boolean;

  @ApiPropertyOptional({ ...keepMessageTextDocs, nullable: true, description: 'Null keeps no text from now on.' })
  @IfNotEmptied()
  @IsKeepMessageText()
  keepMessageText?: KeepMessageText | null;
}
