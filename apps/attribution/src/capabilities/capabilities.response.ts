import type { DeliverableMatchType } from '@whence/signals';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const matchTypes = ['click_token', 'ref_code', 'ad_referral', 'text_code', 'coupon'] as const;

class EvidenceCarrierResponse {
  @ApiProperty({ type: String, description: "The provider's name of what has to be subscribed to." })
  event!: string;

  @ApiProperty({ type: String, description: 'Where it stands in what is delivered of one person.' })
  field!: string;
}

class DeliverableEvidenceResponse {
  @ApiProperty({ enum: matchTypes })
  matchType!: DeliverableMatchType;

  @ApiProperty({ type: [EvidenceCarrierResponse] })
  carriedBy!: readonly EvidenceCarrierResponse[];

  @ApiProperty({ type: [String], description: 'What has to be in place, in plain words.' })
  needs!: readonly string[];

  @ApiPropertyOptional({ type: [String], description: 'When it does not come, or says less than it seems to.' })
  limits?: readonly string[];
}

class ChannelCapabilityResponse {
  @ApiProperty({ enum: ['zernio', 'meta-graph', 'whatsapp-cloud'] })
  provider!: string;

  @ApiProperty({ enum: ['instagram', 'messenger', 'whatsapp'] })
  channel!: string;

  @ApiProperty({ type: [DeliverableEvidenceResponse] })
  evidence!: readonly DeliverableEvidenceResponse[];
}

export class CapabilitiesResponse {
  @ApiProperty({ type: [ChannelCapabilityResponse] })
  items!: readonly ChannelCapabilityResponse[];
}
