import { ApiProperty } from '@nestjs/swagger';
import type { TrialBalance } from '@whence/affiliate-domain';

export class CurrencyTotalsResponse {
  @ApiProperty({ example: 'BRL', description: 'ISO 4217.' })
  currency!: string;

  @ApiProperty({ example: '650', description: 'Minor units, as everywhere.' })
  debitMinor!: string;

  @ApiProperty({ example: '650' })
  creditMinor!: string;

  @ApiProperty({ example: '0', description: 'Debits less credits: always zero.' })
  differenceMinor!: string;
}

export class AccountTotalsResponse {
  @ApiProperty({
    example: 'partner-payable:prt_01KAQ3ZV5N8T2M4R6P7S9W1X4C',
    description: 'Its kind, and the program or the partner it is kept for.',
  })
  account!: string;

  @ApiProperty({ example: 'BRL' })
  currency!: string;

  @ApiProperty({ example: '0' })
  debitMinor!: string;

  @ApiProperty({ example: '650' })
  creditMinor!: string;

  @ApiProperty({ example: '-650', description: 'Debits less credits: below zero is owed, above zero is spent.' })
  balanceMinor!: string;
}

export class TrialBalanceResponse {
  @ApiProperty({ type: [CurrencyTotalsResponse] })
  currencies!: readonly CurrencyTotalsResponse[];

  @ApiProperty({ type: [AccountTotalsResponse], description: 'By account and currency.' })
  accounts!: readonly AccountTotalsResponse[];
}

export const toTrialBalanceResponse = ({ currencies, accounts }: TrialBalance): TrialBalanceResponse => ({
  currencies: currencies.map(({ currency, debitMinor, creditMinor, differenceMinor }) => ({
    currency,
    debitMinor: debitMinor.toString(),
    creditMinor: creditMinor.toString(),
    differenceMinor: differenceMinor.toString(),
  })),
  accounts: accounts.map(({ account, currency, debitMinor, creditMinor }) => ({
    account,
    currency,
    debitMinor: debitMinor.toString(),
    creditMinor: creditMinor.toString(),
    balanceMinor: (debitMinor - creditMinor).toString(),
  })),
});
