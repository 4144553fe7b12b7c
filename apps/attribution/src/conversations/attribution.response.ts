import { toAttributionBody } from '@whence/attribution-persistence';
import type { Attribution } from '@whence/attribution-domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const statuses = ['credited', 'organic', 'unattributed'] as const;
const matchTypes = ['click_token', 'ref_code', 'ad_referral', 'text_code', 'coupon', 'inferred', 'manual'] as const;

export class CreditResponse {
  @ApiPropertyOptional({ type: String, example: 'prt_01JD8Q0000000000000000ANNA' })
  partnerId?: string;

  @ApiPropertyOptional({ type: String })
  programId?: string;

  @ApiPropertyOptional({ type: String })
  linkId?: string;

  @ApiPropertyOptional({ type: String })
  campaignId?: string;

  @ApiPropertyOptional({ type: String })
  adId?: string;

  @ApiProperty({ type: Number, description: 'The shares of one attribution sum to 1,000,000.', example: 1_000_000 })
  shareMillionths!: number;
}

export class AttributionResponse {
  @ApiProperty({ enum: statuses })
  status!: (typeof statuses)[number];

  @ApiPropertyOptional({ type: String, description: 'Why nobody is credited.', example: 'outside-window' })
  reason?: string;

  @ApiProperty({ type: Number, description: 'Grows with every answer that superseded another.' })
  version!: number;

  @ApiProperty({ type: Boolean, description: 'Whether late evidence can no longer change it.' })
  isFinal!: boolean;

  @ApiProperty({ type: String, format: 'date-time' })
  finalAt!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  decidedAt!: string;

  @ApiPropertyOptional({ enum: matchTypes })
  matchType?: (typeof matchTypes)[number];

  @ApiPropertyOptional({ type: String })
  linkId?: string;

  @ApiPropertyOptional({ type: String })
  partnerId?: string;

  @ApiPropertyOptional({ type: String })
  campaignId?: string;

  @ApiPropertyOptional({ type: String })
  adId?: string;

  @ApiPropertyOptional({ type: String })
  programId?: string;

  @ApiProperty({ type: [CreditResponse] })
  credits!: readonly CreditResponse[];
}

export const toAttributionResponse = (attribution: Attribution, now: number): AttributionResponse =>
  toAttributionBody(attribution, now);
