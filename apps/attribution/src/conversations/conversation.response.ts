import type { ConversationView } from '@whence/attribution-persistence';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { AttributionResponse, toAttributionResponse } from './attribution.response.js';

const channels = ['instagram', 'messenger', 'whatsapp'] as const;

export class ConversationResponse {
  @ApiProperty({ type: String, example: 'cnv_01JD8Q3V5T6W7X8Y9ZABCDEFGH' })
  id!: string;

  @ApiProperty({ enum: channels })
  channel!: (typeof channels)[number];

  @ApiProperty({ type: String })
  channelAccountId!: string;

  @ApiProperty({ type: String, description: 'IGSID, PSID, phone digits, or the BSUID where the phone is hidden.' })
  participantId!: string;

  @ApiProperty({ type: String })
  contactId!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null until the person writes.' })
  openedAt!: string | null;

  @ApiProperty({ type: AttributionResponse, nullable: true, description: 'Null until the person writes.' })
  attribution!: AttributionResponse | null;
}

export class ConversationDetailResponse extends ConversationResponse {
  @ApiPropertyOptional({
    type: String,
    description:
      'What the person wrote in the opening message, where it named a program that keeps texts (`keepMessageText`), as long as it is kept, and for keys with `messages:read` only.',
  })
  messageText?: string;
}

export class ConversationPage {
  @ApiProperty({ type: [ConversationResponse] })
  items!: readonly ConversationResponse[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

export const toConversationResponse = (view: ConversationView, now: number): ConversationResponse => ({
  id: view.id,
  channel: view.channel,
  channelAccountId: view.channelAccountId,
  participantId: view.participantId,
  contactId: view.contactId,
  openedAt: view.openedAt?.toISOString() ?? null,
  attribution: view.attribution === undefined ? null : toAttributionResponse(view.attribution, now),
});
