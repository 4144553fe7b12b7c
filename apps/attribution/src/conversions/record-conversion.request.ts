import { IfGiven, IsObjectOf, IsTime, MoneyBody } from '@whence/platform/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDefined, IsIn, IsNotEmpty, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';

const conversionTypes = ['lead', 'sale'] as const;
const externalIdCharactersMax = 200;
const couponCharactersMax = 200;
// One line that says something; NUL and lone surrogates are texts that PostgreSQL refuses.
const couponPattern = /^(?=.*\S)[^\p{Cc}\p{Cs}]+$/u;

export class ChannelIdentityRequest {
  @ApiProperty({ type: String, example: 'cha_01JD8Q3V5T6W7X8Y9ZABCDEFGH' })
  @IsString()
  @Matches(/^cha_[0-9A-HJKMNP-TV-Z]{26}$/, { message: 'must be the id of a channel account' })
  channelAccountId!: string;

  @ApiProperty({ type: String, description: 'IGSID, PSID, phone digits or BSUID.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(externalIdCharactersMax)
  participantId!: string;
}

export class ConversionContactRequest {
  @ApiPropertyOptional({ type: String, example: 'cnv_01JD8Q3V5T6W7X8Y9ZABCDEFGH' })
  @ValidateIf((contact: ConversionContactRequest) => contact.conversationId !== undefined || isNameless(contact))
  @IsString({ message: 'one of conversationId, channelIdentity and externalUserId is needed' })
  @Matches(/^cnv_[0-9A-HJKMNP-TV-Z]{26}$/, { message: 'must be the id of a conversation' })
  conversationId?: string;

  @ApiPropertyOptional({ type: ChannelIdentityRequest })
  @IfGiven()
  @IsObjectOf(() => ChannelIdentityRequest)
  channelIdentity?: ChannelIdentityRequest;

  @ApiPropertyOptional({ type: String, description: 'Your own id of the user.' })
  @IfGiven()
  @IsString()
  @IsNotEmpty()
  @MaxLength(externalIdCharactersMax)
  externalUserId?: string;
}

const isNameless = (contact: ConversionContactRequest): boolean =>
  contact.channelIdentity === undefined && contact.externalUserId === undefined;

export class RecordConversionRequest {
  @ApiProperty({ enum: conversionTypes })
  @IsIn(conversionTypes)
  type!: (typeof conversionTypes)[number];

  @ApiProperty({ type: String, description: 'Your own id of the conversion; unique in the workspace, for good.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(externalIdCharactersMax)
  externalId!: string;

  @ApiProperty({ type: ConversionContactRequest, description: 'Names given together are linked.' })
  @IsObjectOf(() => ConversionContactRequest)
  contact!: ConversionContactRequest;

  @ApiPropertyOptional({ type: MoneyBody, description: 'Needed for a sale.' })
  @ValidateIf((conversion: RecordConversionRequest) => conversion.type === 'sale' || conversion.amount !== undefined)
  @IsDefined({ message: 'a sale needs an amount' })
  @IsObjectOf(() => MoneyBody)
  amount?: MoneyBody;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Now, where it is not given.' })
  @IfGiven()
  @IsTime()
  occurredAt?: string;

  @ApiPropertyOptional({
    type: String,
    example: 'ANNA10',
    maxLength: couponCharactersMax,
    description:
      'What the customer gave as a coupon, as it was given: one that nobody has is taken, and told of as unknown.',
  })
  @IfGiven()
  @IsString()
  @MaxLength(couponCharactersMax)
  @Matches(couponPattern, { message: 'must be one line, not blank' })
  coupon?: string;
}
