import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Activity, Channel } from '@whence/contracts-events';
import { IfGiven } from '@whence/platform/http';
import { Matches } from 'class-validator';

import { activities } from '../fields/activity.js';
import { ChangeRequest } from '../fields/change.request.js';
import { channels } from '../fields/channels.js';
import { IsName, IsOneOf, nameCharactersMax } from '../fields/text-fields.js';

export const partnerKinds = ['affiliate', 'influencer', 'creator', 'agency'] as const;

export class CreatePartnerRequest {
  @ApiProperty({ example: 'Anna', maxLength: nameCharactersMax })
  @IsName()
  name!: string;

  @ApiPropertyOptional({ enum: partnerKinds, example: 'influencer' })
  @IfGiven()
  @IsOneOf(partnerKinds)
  kind?: string;
}

export class ChangePartnerRequest extends ChangeRequest {
  @ApiPropertyOptional({ example: 'Anna', maxLength: nameCharactersMax })
  @IfGiven()
  @IsName()
  name?: string;

  @ApiPropertyOptional({ enum: partnerKinds, example: 'influencer' })
  @IfGiven()
  @IsOneOf(partnerKinds)
  kind?: string;

  @ApiPropertyOptional({
    enum: activities,
    description: 'An inactive partner earns nothing for touches from now on. Making him active again takes that back.',
  })
  @IfGiven()
  @IsOneOf(activities)
  status?: Activity;
}

/** An account the partner writes from himself: what he writes is never credited to him. */
export class AddPartnerIdentityRequest {
  @ApiProperty({ enum: channels, example: 'instagram' })
  @IsOneOf(channels)
  channel!: Channel;

  @ApiProperty({
    example: '8800000000000023',
    description: 'IGSID, PSID, WhatsApp number (kept as digits) or business-scoped user id.',
  })
  @Matches(/^[A-Za-z0-9+][A-Za-z0-9 ()_.:-]{0,127}$/, {
    message: 'must be text of 1 to 128 letters, digits or punctuation (a number would lose digits)',
  })
  participantId!: string;
}
