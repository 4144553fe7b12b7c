import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { couponCodeLength, parseCouponCode } from '@whence/codes';
import type { CouponStatus } from '@whence/contracts-events';
import { IfGiven, IfNotEmptied, IsTime } from '@whence/platform/http';
import { ValidateBy } from 'class-validator';

import { ChangeRequest } from '../fields/change.request.js';
import { exampleId, IsIdOf, IsOneOf } from '../fields/text-fields.js';

export const couponStatuses = ['active', 'disabled'] as const satisfies readonly CouponStatus[];

const { min, max } = couponCodeLength;

/** Only what is written plainly is registered; people may spell it as they like. */
const isPlainCouponCode = (value: unknown): boolean =>
  typeof value === 'string' && parseCouponCode(value) === value.toUpperCase();

const IsCouponCode = (): PropertyDecorator =>
  ValidateBy({
    name: 'isCouponCode',
    validator: {
      validate: isPlainCouponCode,
      defaultMessage: () =>
        `must be ${min} to ${max} letters, digits, - or _, with a letter among them, and nothing like the code of a link (WH-…)`,
    },
  });

export class CreateCouponRequest {
  @ApiProperty({
    example: 'ANNA10',
    minLength: min,
    maxLength: max,
    description:
      'Compared without regard to case. In a message a code with a digit is found in any case, one of letters only in capitals.',
  })
  @IsCouponCode()
  code!: string;

  @ApiProperty({ example: exampleId('prt'), description: 'Who hands it out and earns by it.' })
  @IsIdOf('prt')
  partnerId!: string;

  @ApiProperty({ example: exampleId('prg'), description: 'A program that the partner is enrolled in.' })
  @IsIdOf('prg')
  programId!: string;

  @ApiPropertyOptional({
    format: 'date-time',
    example: '2026-11-23T09:30:00.000Z',
    description:
      'Now where left out; earlier where the code is in use already. What was written before names no coupon.',
  })
  @IfGiven()
  @IsTime()
  activeFrom?: string;

  @ApiPropertyOptional({ format: 'date-time', example: '2027-11-23T09:30:00.000Z' })
  @IfGiven()
  @IsTime()
  expiresAt?: string;
}

/** Its code and who earns by it stay as they are: another of those is another coupon. */
export class ChangeCouponRequest extends ChangeRequest {
  @ApiPropertyOptional({
    enum: couponStatuses,
    description: 'A disabled coupon earns nothing from now on. Active again takes that back.',
  })
  @IfGiven()
  @IsOneOf(couponStatuses)
  status?: CouponStatus;

  @ApiPropertyOptional({ format: 'date-time', example: '2026-11-23T09:30:00.000Z' })
  @IfGiven()
  @IsTime()
  activeFrom?: string;

  @ApiPropertyOptional({ type: String, nullable: true, format: 'date-time', example: '2027-11-23T09:30:00.000Z' })
  @IfNotEmptied()
  @IsTime()
  expiresAt?: string | null;
}
