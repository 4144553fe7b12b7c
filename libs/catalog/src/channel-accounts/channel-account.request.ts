import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Activity, Channel } from '@whence/contracts-events';
import { IfGiven, IsObjectOf } from '@whence/platform/http';
import { Matches, MaxLength, ValidateBy } from 'class-validator';

import { activities } from '../fields/activity.js';
import { ChangeRequest } from '../fields/change.request.js';
import { channels } from '../fields/channels.js';
import { IsName, IsOneOf } from '../fields/text-fields.js';
import { phoneDigits } from '../redirecting/compile-target.js';

const handleCharactersMax = 100;
const externalIdMessage = 'must be text of 1 to 128 letters, digits or _.:- (a number would lose digits)';

const IsExternalId = (): PropertyDecorator => Matches(/^[A-Za-z0-9_.:-]{1,128}$/, { message: externalIdMessage });

const IsPhone = (): PropertyDecorator =>
  ValidateBy({
    name: 'isPhone',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && phoneDigits(value) !== undefined,
      defaultMessage: () => 'must be a whole international number of 7 to 15 digits, such as +55 11 99999-0000',
    },
  });

/** Every id that providers name the account by. Each value but `wabaId` belongs to one account of the workspace. */
export class ExternalIdsBody {
  @ApiPropertyOptional({
    example: '17841400000000501',
    description: 'Instagram professional account id or Facebook Page id.',
  })
  @IfGiven()
  @IsExternalId()
  metaId?: string;

  @ApiPropertyOptional({ example: '106540352242922', description: 'WhatsApp Cloud `phone_number_id`.' })
  @IfGiven()
  @IsExternalId()
  phoneNumberId?: string;

  @ApiPropertyOptional({
    example: '102290129340398',
    description: 'WhatsApp Business account id; many numbers may share it.',
  })
  @IfGiven()
  @IsExternalId()
  wabaId?: string;

  @ApiPropertyOptional({
    example: '5511999990000',
    description: 'The number, country code first. Kept as digits; links to WhatsApp need it.',
  })
  @IfGiven()
  @IsPhone()
  phone?: string;

  @ApiPropertyOptional({ example: '6743f0c2a1b2c3d4e5f60718', description: "The account's id at Zernio." })
  @IfGiven()
  @IsExternalId()
  zernioAccountId?: string;
}

export class CreateChannelAccountRequest {
  @ApiProperty({ enum: channels, example: 'instagram' })
  @IsOneOf(channels)
  channel!: Channel;

  @ApiProperty({
    example: 'brand',
    maxLength: handleCharactersMax,
    description: 'Instagram user name; Page user name or id; a name for a WhatsApp number.',
  })
  @IsName()
  @MaxLength(handleCharactersMax, { message: `must have at most ${handleCharactersMax} characters` })
  handle!: string;

  @ApiProperty({ type: ExternalIdsBody })
  @IsObjectOf(() => ExternalIdsBody)
  externalIds!: ExternalIdsBody;
}

export class ChangeChannelAccountRequest extends ChangeRequest {
  @ApiPropertyOptional({ example: 'brand', maxLength: handleCharactersMax })
  @IfGiven()
  @IsName()
  @MaxLength(handleCharactersMax, { message: `must have at most ${handleCharactersMax} characters` })
  handle?: string;

  @ApiPropertyOptional({
    type: ExternalIdsBody,
    description: 'Adds ids; one of a kind that the account has already takes its place. The others stay.',
  })
  @IfGiven()
  @IsObjectOf(() => ExternalIdsBody)
  externalIds?: ExternalIdsBody;

  @ApiPropertyOptional({
    enum: activities,
    description: "An inactive account's short links lead nowhere; what is still delivered for it is recorded.",
  })
  @IfGiven()
  @IsOneOf(activities)
  status?: Activity;
}
