import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ConversionType, Reward } from '@whence/contracts-events';
import { IsInt, Matches, Max, Min, ValidateBy, ValidateIf, type ValidationArguments } from 'class-validator';

import { IsOneOf } from '../fields/text-fields.js';

const conversionTypes = ['opening', 'lead', 'sale'] as const satisfies readonly ConversionType[];
const rewardKinds = ['flat', 'percentage'] as const satisfies readonly Reward['kind'][];
const basisPointsMax = 10_000;
const basisPointsMessage = `must be a whole number from 1 to ${basisPointsMax}: 750 is 7.5 %`;

/** A percentage needs an amount to be of, and only sales have one. */
const IsKindForItsEvent = (): PropertyDecorator =>
  ValidateBy({
    name: 'isKindForItsEvent',
    validator: {
      validate: (kind: unknown, args) => kind !== 'percentage' || rewardOf(args).on === 'sale',
      defaultMessage: () => 'must be flat: a percentage is of an amount, which only a sale has',
    },
  });

/** Needed where the reward is of that kind, refused where it is of another. */
const BelongsTo = (kind: Reward['kind'], member: 'amountMinor' | 'basisPoints'): PropertyDecorator => {
  const isLookedAt = ValidateIf((reward: RewardBody) => reward.kind === kind || reward[member] !== undefined);
  const isOfKind = ValidateBy({
    name: 'belongsToKind',
    validator: {
      validate: (_: unknown, args) => rewardOf(args).kind === kind,
      defaultMessage: () => `belongs to a ${kind} reward only`,
    },
  });
  return (target, property) => {
    isLookedAt(target, property);
    isOfKind(target, property);
  };
};

const rewardOf = (args: ValidationArguments | undefined): Partial<RewardBody> => args?.object ?? {};

/** What one conversion earns: a flat amount in the program's currency, or a part of the sale's amount. */
export class RewardBody {
  @ApiProperty({ enum: conversionTypes, example: 'sale' })
  @IsOneOf(conversionTypes)
  on!: ConversionType;

  @ApiProperty({ enum: rewardKinds, example: 'percentage', description: 'A percentage only on a sale.' })
  @IsOneOf(rewardKinds)
  @IsKindForItsEvent()
  kind!: Reward['kind'];

  @ApiPropertyOptional({ example: '500', description: "Of a flat reward: minor units of the program's currency." })
  @BelongsTo('flat', 'amountMinor')
  @Matches(/^[1-9][0-9]{0,17}$/, { message: 'must be a string of digits without leading zeros, 1 to 18 of them' })
  amountMinor?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: basisPointsMax,
    description: 'Of a percentage: hundredths of a percent, 750 is 7.5 %.',
  })
  @BelongsTo('percentage', 'basisPoints')
  @IsInt({ message: basisPointsMessage })
  @Min(1, { message: basisPointsMessage })
  @Max(basisPointsMax, { message: basisPointsMessage })
  basisPoints?: number;
}

/** A reward that was found valid, as one of the two shapes it can have. */
export const toReward = ({ on, kind, amountMinor = '0', basisPoints = 0 }: RewardBody): Reward =>
  kind === 'flat' ? { on, kind, amountMinor } : { on, kind, basisPoints };
