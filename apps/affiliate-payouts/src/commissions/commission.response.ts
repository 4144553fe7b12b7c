import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { remainderOf, type Commission, type Money } from '@whence/affiliate-domain';
import { MoneyBody } from '@whence/platform/http';

export const commissionStatuses = ['pending', 'held', 'due', 'paid', 'reversed'] as const;
const rewardedOn = ['opening', 'lead', 'sale'] as const;
const reversalReasons = ['refunded', 'credited-otherwise'] as const;
const rewardKinds = ['flat', 'percentage'] as const;

export type CommissionStatus = (typeof commissionStatuses)[number];

export class CommissionResponse {
  @ApiProperty({ example: 'com_01KAQ3ZV5N8T2M4R6P7S9W1X4P' })
  id!: string;

  @ApiProperty({ example: 'prt_01KAQ3ZV5N8T2M4R6P7S9W1X4C' })
  partnerId!: string;

  @ApiProperty({ example: 'prg_01KAQ3ZV5N8T2M4R6P7S9W1X4B' })
  programId!: string;

  @ApiProperty({ type: 'integer', example: 1, description: 'The version of the terms it was earned under.' })
  programVersion!: number;

  @ApiProperty({ example: 'cvn_01KAQ3ZV5N8T2M4R6P7S9W1X4N' })
  conversionId!: string;

  @ApiProperty({ enum: rewardedOn, description: 'What was rewarded.' })
  on!: (typeof rewardedOn)[number];

  @ApiProperty({ enum: rewardKinds })
  rewardKind!: (typeof rewardKinds)[number];

  @ApiProperty({ type: MoneyBody, description: 'What was earned, before refunds.' })
  amount!: MoneyBody;

  @ApiProperty({
    type: MoneyBody,
    description: 'What is left of it: less what refunds have undone, nothing where it is reversed.',
  })
  remaining!: MoneyBody;

  @ApiProperty({
    enum: commissionStatuses,
    description: '`pending` until `dueAt`; `reversed` when nothing is left of it; `reversedBecause` says why.',
  })
  status!: CommissionStatus;

  @ApiProperty({ format: 'date-time', description: 'When the conversion occurred.' })
  occurredAt!: string;

  @ApiProperty({ format: 'date-time', description: 'The hold is over, and the decision is final.' })
  dueAt!: string;

  @ApiProperty({ format: 'date-time', description: 'When it was written to the ledger.' })
  accruedAt!: string;

  @ApiPropertyOptional({ format: 'date-time' })
  reversedAt?: string;

  @ApiPropertyOptional({
    enum: reversalReasons,
    description: 'Its conversion was refunded in full, or is credited otherwise now.',
  })
  reversedBecause?: (typeof reversalReasons)[number];

  @ApiPropertyOptional({ example: 'lnk_01KAQ3ZV5N8T2M4R6P7S9W1X4F' })
  linkId?: string;

  @ApiPropertyOptional({ example: 'cmp_01KAQ3ZV5N8T2M4R6P7S9W1X4E' })
  campaignId?: string;

  @ApiPropertyOptional({ example: 'ad_01KAQ3ZV5N8T2M4R6P7S9W1X4G' })
  adId?: string;

  @ApiPropertyOptional({ example: 'instagram' })
  channel?: string;
}

export class CommissionPage {
  @ApiProperty({ type: [CommissionResponse], description: 'Oldest first.' })
  items!: readonly CommissionResponse[];

  @ApiProperty({ type: String, nullable: true, description: 'Null at the end.' })
  nextCursor!: string | null;
}

export const toCommissionResponse = (commission: Commission): CommissionResponse => {
  const { linkId, campaignId, adId, channel, amount } = commission;
  return {
    id: commission.id,
    partnerId: commission.partnerId,
    programId: commission.programId,
    programVersion: commission.programVersion,
    conversionId: commission.conversionId,
    on: commission.on,
    rewardKind: commission.rewardKind,
    amount: toMoneyBody(amount),
    remaining: toMoneyBody(remainderOf(commission)),
    status: commission.status,
    occurredAt: timeOf(commission.occurredAt),
    dueAt: timeOf(commission.dueAt),
    accruedAt: timeOf(commission.accruedAt),
    ...(commission.status === 'reversed'
      ? { reversedAt: timeOf(commission.reversedAt), reversedBecause: commission.reversedBecause }
      : {}),
    ...(linkId === undefined ? {} : { linkId }),
    ...(campaignId === undefined ? {} : { campaignId }),
    ...(adId === undefined ? {} : { adId }),
    ...(channel === undefined ? {} : { channel }),
  };
};

const toMoneyBody = ({ amountMinor, currency }: Money): MoneyBody => ({
  amountMinor: amountMinor.toString(),
  currency,
});

const timeOf = (at: number): string => new Date(at).toISOString();
