import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class MintedLinkTestResponse {
  @ApiProperty({ type: String, description: 'Under which /v1/link-tests/{id} reports.' })
  id!: string;

  @ApiProperty({ type: String })
  linkId!: string;

  @ApiProperty({ type: String, description: 'To be opened on a phone, and the message to be sent as it stands.' })
  targetUrl!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  expiresAt!: string;
}

class LinkTestDeliveryResponse {
  @ApiProperty({ type: String })
  connectionId!: string;

  @ApiProperty({ enum: ['zernio', 'meta-graph', 'whatsapp-cloud'] })
  provider!: string;

  @ApiProperty({ type: String, description: 'What it told of, such as `message-received` or `thread-opened`.' })
  signal!: string;

  @ApiProperty({ type: String })
  conversationId!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  occurredAt!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  receivedAt!: string;

  @ApiProperty({ enum: ['referral', 'text', 'nothing'], description: 'In what this provider delivered the test.' })
  carriedIn!: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'As it was delivered.' })
  referral?: Readonly<Record<string, unknown>>;
}

export class LinkTestReportResponse {
  @ApiProperty({ type: String })
  id!: string;

  @ApiProperty({ type: String })
  linkId!: string;

  @ApiProperty({ enum: ['waiting', 'arrived', 'lost'], description: '`lost`: nothing came until it expired.' })
  status!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  mintedAt!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  expiresAt!: string;

  @ApiProperty({ type: [LinkTestDeliveryResponse], description: 'In the order they came.' })
  deliveries!: readonly LinkTestDeliveryResponse[];
}
