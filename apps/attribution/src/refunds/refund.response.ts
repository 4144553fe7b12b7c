import type { Refund } from '@whence/attribution-application';
import { MoneyBody } from '@whence/platform/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { toMoneyBody } from '../money.mapper.js';

export class RefundResponse {
  @ApiProperty({ type: String, example: 'rfd_01JD8Q3V5T6W7X8Y9ZABCDEFGH' })
  id!: string;

  @ApiProperty({ type: String })
  externalId!: string;

  @ApiProperty({ type: String, example: 'cvn_01JD8Q3V5T6W7X8Y9ZABCDEFGH' })
  conversionId!: string;

  @ApiProperty({ type: String })
  conversionExternalId!: string;

  @ApiPropertyOptional({
    type: MoneyBody,
    description: 'Absent where the conversion has no amount: all of it is undone.',
  })
  amount?: MoneyBody;

  @ApiPropertyOptional({ type: MoneyBody, description: 'This refund and all before it.' })
  refundedToDate?: MoneyBody;

  @ApiProperty({ type: String, format: 'date-time' })
  occurredAt!: string;
}

export const toRefundResponse = (
  { id, externalId, conversionId, part, occurredAt }: Refund,
  conversionExternalId: string,
): RefundResponse => ({
  id,
  externalId,
  conversionId,
  conversionExternalId,
  ...(part === undefined ? {} : { amount: toMoneyBody(part.amount), refundedToDate: toMoneyBody(part.refundedToDate) }),
  occurredAt: new Date(occurredAt).toISOString(),
});
