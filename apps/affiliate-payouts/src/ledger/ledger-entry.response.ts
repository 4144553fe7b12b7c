import { ApiProperty } from '@nestjs/swagger';
import type { LedgerTransaction, Posting } from '@whence/affiliate-domain';

const kinds = ['commission-accrued', 'commission-reversed'] as const;

export class PostingResponse {
  @ApiProperty({ example: 'partner-payable:prt_01KAQ3ZV5N8T2M4R6P7S9W1X4C' })
  account!: string;

  @ApiProperty({ example: 'BRL', description: 'ISO 4217.' })
  currency!: string;

  @ApiProperty({ example: '0', description: 'Minor units, as everywhere.' })
  debitMinor!: string;

  @ApiProperty({ example: '150' })
  creditMinor!: string;
}

export class LedgerEntryResponse {
  @ApiProperty({ example: 'ltx_01KAQ3ZV5N8T2M4R6P7S9W1X4Q' })
  id!: string;

  @ApiProperty({ enum: kinds })
  kind!: (typeof kinds)[number];

  @ApiProperty({ example: 'com_01KAQ3ZV5N8T2M4R6P7S9W1X4P' })
  commissionId!: string;

  @ApiProperty({ format: 'date-time', description: 'When the conversion occurred, or the refund that undid a part.' })
  occurredAt!: string;

  @ApiProperty({ format: 'date-time', description: 'When it was written to the ledger.' })
  recordedAt!: string;

  @ApiProperty({ type: [PostingResponse], description: 'They sum to zero in every currency.' })
  postings!: readonly PostingResponse[];
}

export class LedgerEntryPage {
  @ApiProperty({ type: [LedgerEntryResponse], description: 'Oldest first.' })
  items!: readonly LedgerEntryResponse[];

  @ApiProperty({ type: String, nullable: true, description: 'Null at the end.' })
  nextCursor!: string | null;
}

export const toLedgerEntryResponse = (transaction: LedgerTransaction): LedgerEntryResponse => ({
  id: transaction.id,
  kind: transaction.kind,
  commissionId: transaction.commissionId,
  occurredAt: new Date(transaction.occurredAt).toISOString(),
  recordedAt: new Date(transaction.recordedAt).toISOString(),
  postings: transaction.postings.map(toPostingResponse),
});

const toPostingResponse = ({ account, amount: { amountMinor, currency } }: Posting): PostingResponse => ({
  account,
  currency,
  debitMinor: (amountMinor > 0n ? amountMinor : 0n).toString(),
  creditMinor: (amountMinor < 0n ? -amountMinor : 0n).toString(),
});
