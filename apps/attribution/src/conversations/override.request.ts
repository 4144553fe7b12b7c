import type { CampaignId, LinkId, OverrideTarget, PartnerId } from '@whence/attribution-domain';
import { IfGiven } from '@whence/platform/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Equals, IsNotEmpty, IsString, MaxLength } from 'class-validator';

const idCharactersMax = 64;
const reasonCharactersMax = 500;

export class OverrideRequest {
  @ApiPropertyOptional({ type: String, description: 'Brings its partner, its program and its campaign.' })
  @IfGiven()
  @IsString()
  @MaxLength(idCharactersMax)
  linkId?: string;

  @ApiPropertyOptional({
    type: String,
    description: 'Alone: paid under the one program he was a member of. Beside a link: its own.',
  })
  @IfGiven()
  @IsString()
  @MaxLength(idCharactersMax)
  partnerId?: string;

  @ApiPropertyOptional({ type: String })
  @IfGiven()
  @IsString()
  @MaxLength(idCharactersMax)
  campaignId?: string;

  @ApiPropertyOptional({ enum: [true], description: 'Nobody sent the person. Names nothing beside it.' })
  @IfGiven()
  @Equals(true)
  organic?: true;

  @ApiProperty({ type: String, example: 'Anna showed us the chat', maxLength: reasonCharactersMax })
  @IsString()
  @IsNotEmpty()
  @MaxLength(reasonCharactersMax)
  reason!: string;
}

/** Undefined where the request names nothing, or nobody beside somebody. */
export const toOverrideTarget = (request: OverrideRequest): OverrideTarget | undefined => {
  const { linkId, partnerId, campaignId, organic } = request;
  const campaign = campaignId === undefined ? {} : { campaignId: campaignId as CampaignId };
  if (organic === true)
    return [linkId, partnerId, campaignId].every((name) => name === undefined) ? { kind: 'organic' } : undefined;
  if (linkId !== undefined) return { kind: 'link', linkId: linkId as LinkId, ...campaign };
  if (partnerId !== undefined) return { kind: 'partner', partnerId: partnerId as PartnerId, ...campaign };
  return campaignId === undefined ? undefined : { kind: 'campaign', campaignId: campaignId as CampaignId };
};
