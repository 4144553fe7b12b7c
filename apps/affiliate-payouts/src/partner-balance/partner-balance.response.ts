import { ApiProperty } from '@nestjs/swagger';
import type { PartnerBalance } from '@whence/affiliate-domain';

export class CurrencyBalanceResponse {
  @ApiProperty({ example: 'BRL', description: 'ISO 4217.' })
  currency!: string;

  @ApiProperty({ example: '150', description: 'Earned and not yet due. Minor units, as everywhere.' })
  pendingMinor!: string;

  @ApiProperty({ example: '0', description: 'Stopped by a person.' })
  heldMinor!: string;

  @ApiProperty({ example: '500', description: 'Ready to be paid out.' })
  dueMinor!: string;

  @ApiProperty({ example: '0', description: 'Paid out.' })
  paidMinor!: string;

  @ApiProperty({ example: '650', description: 'All four together; what was reversed counts nowhere.' })
  totalMinor!: string;
}

export class PartnerBalanceResponse {
  @ApiProperty({ type: [CurrencyBalanceResponse], description: 'One for each currency in which anything was earned.' })
  balances!: readonly CurrencyBalanceResponse[];
}

export const toPartnerBalanceResponse = (balances: readonly PartnerBalance[]): PartnerBalanceResponse => ({
  balances: balances.map((balance) => ({
    currency: balance.currency,
    pendingMinor: balance.pendingMinor.toString(),
    heldMinor: balance.heldMinor.toString(),
    dueMinor: balance.dueMinor.toString(),
    paidMinor: balance.paidMinor.toString(),
    totalMinor: balance.totalMinor.toString(),
  })),
});
