import type { ExplanationView, TouchpointView } from '@whence/attribution-persistence';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { AttributionResponse, toAttributionResponse } from './attribution.response.js';

export class VerdictResponse {
  @ApiProperty({ type: String, example: 'touch-is-inside-window' })
  rule!: string;

  @ApiProperty({ enum: ['allowed', 'refused'] })
  outcome!: 'allowed' | 'refused';

  @ApiPropertyOptional({ type: String, example: 'outside-window' })
  reason?: string;
}

export class TouchpointResponse {
  @ApiProperty({ type: String })
  id!: string;

  @ApiProperty({ type: String, description: 'Touchpoints of one arrival share it.' })
  entryId!: string;

  @ApiProperty({ type: String, example: 'click_token' })
  matchType!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  enteredAt!: string;

  @ApiPropertyOptional({ type: String, format: 'date-time' })
  clickedAt?: string;

  @ApiProperty({ type: String, format: 'date-time' })
  receivedAt!: string;

  @ApiProperty({ type: [String], description: 'The connections that delivered it.' })
  seenBy!: readonly string[];

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What it names; `delivered` is the object of the platform, verbatim.',
  })
  evidence!: Readonly<Record<string, unknown>>;

  @ApiProperty({ type: [VerdictResponse] })
  verdicts!: readonly VerdictResponse[];
}

export class VersionResponse {
  @ApiProperty({ type: Number })
  version!: number;

  @ApiProperty({ enum: ['credited', 'organic', 'unattributed'] })
  status!: string;

  @ApiPropertyOptional({ type: String })
  reason?: string;

  @ApiProperty({ type: String, example: 'evidence-arrived' })
  because!: string;

  @ApiProperty({ type: [String], description: 'Such as `existing-thread` or `business-wrote-first`.' })
  flags!: readonly string[];

  @ApiProperty({ type: String, format: 'date-time' })
  decidedAt!: string;

  @ApiPropertyOptional({ type: Number })
  supersedes?: number;
}

export class CandidateResponse {
  @ApiProperty({ type: String })
  linkId!: string;

  @ApiProperty({ type: String })
  clickId!: string;

  @ApiProperty({ type: Number, description: 'From 0 to 1.' })
  likelihood!: number;

  @ApiProperty({ type: [String], description: 'What made it as likely as it is.' })
  reasons!: readonly string[];
}

export class InferenceResponse {
  @ApiProperty({ type: String, description: '`inferred`, or why nobody was: `ambiguous`, `unlikely`.' })
  outcome!: string;

  @ApiProperty({ type: [CandidateResponse], description: 'The likeliest first.' })
  candidates!: readonly CandidateResponse[];
}

export class ExplanationResponse {
  @ApiProperty({ type: String })
  conversationId!: string;

  @ApiProperty({ type: AttributionResponse, nullable: true })
  attribution!: AttributionResponse | null;

  @ApiProperty({ type: [TouchpointResponse] })
  touchpoints!: readonly TouchpointResponse[];

  @ApiPropertyOptional({ type: InferenceResponse, description: 'Present where a guess was made.' })
  inference?: InferenceResponse;

  @ApiProperty({ type: [VersionResponse] })
  versions!: readonly VersionResponse[];
}

export const toExplanationResponse = (view: ExplanationView, now: number): ExplanationResponse => ({
  conversationId: view.conversation.id,
  attribution:
    view.conversation.attribution === undefined ? null : toAttributionResponse(view.conversation.attribution, now),
  touchpoints: view.touchpoints.map(toTouchpointResponse),
  ...(view.conversation.attribution?.inference === undefined
    ? {}
    : { inference: view.conversation.attribution.inference }),
  versions: view.versions.map(({ version, status, reason, because, flags, decidedAt }) => ({
    version,
    status,
    ...(reason === undefined ? {} : { reason }),
    because,
    flags,
    decidedAt: new Date(decidedAt).toISOString(),
    ...(version === 1 ? {} : { supersedes: version - 1 }),
  })),
});

const toTouchpointResponse = (touchpoint: TouchpointView): TouchpointResponse => ({
  id: touchpoint.id,
  entryId: touchpoint.entryId,
  matchType: touchpoint.matchType,
  enteredAt: touchpoint.enteredAt.toISOString(),
  ...(touchpoint.clickedAt === undefined ? {} : { clickedAt: touchpoint.clickedAt.toISOString() }),
  receivedAt: touchpoint.receivedAt.toISOString(),
  seenBy: touchpoint.seenBy,
  evidence: { ...touchpoint.evidence },
  verdicts: touchpoint.verdicts,
});
