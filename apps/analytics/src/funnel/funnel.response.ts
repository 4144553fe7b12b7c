import { ApiProperty } from '@nestjs/swagger';
import type { FunnelMoney, FunnelRow } from '@whence/analytics';

export class FunnelMoneyResponse {
  @ApiProperty({ example: 'BRL', description: 'ISO 4217.' })
  currency!: string;

  @ApiProperty({
    example: '1999',
    description:
      'Revenue of sales in minor units, split by shares of credit: parts are rounded down, the first takes the remainder.',
  })
  revenueMinor!: string;

  @ApiProperty({ example: '150', description: 'Commissions accrued less reversed, in minor units.' })
  commissionMinor!: string;
}

export class FunnelRowResponse {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'An id, or the name of a channel; null for what nobody is credited with.',
  })
  key!: string | null;

  @ApiProperty({ type: 'integer', description: 'Requests of people; robots are no clicks.' })
  clicks!: number;

  @ApiProperty({ type: 'integer', description: 'People who clicked, each once.' })
  uniqueClicks!: number;

  @ApiProperty({
    type: 'integer',
    description: 'Opened conversations; one that is shared counts for each who shares it.',
  })
  conversations!: number;

  @ApiProperty({ type: 'integer' })
  leads!: number;

  @ApiProperty({ type: 'integer' })
  sales!: number;

  @ApiProperty({ type: [FunnelMoneyResponse], description: 'One entry for each currency.' })
  money!: readonly FunnelMoneyResponse[];
}

export class FunnelResponse {
  @ApiProperty({ type: [FunnelRowResponse], description: 'Every key that brought anything, in order; null last.' })
  rows!: readonly FunnelRowResponse[];
}

export const toFunnelResponse = (rows: readonly FunnelRow[]): FunnelResponse => ({
  rows: rows.map((row) => ({ ...row, money: row.money.map(toMoneyResponse) })),
});

const toMoneyResponse = ({ currency, revenueMinor, commissionMinor }: FunnelMoney): FunnelMoneyResponse => ({
  currency,
  revenueMinor: revenueMinor.toString(),
  commissionMinor: commissionMinor.toString(),
});
