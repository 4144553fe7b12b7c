import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { parseRefCode } from '@whence/codes';
import type { LinkStatus } from '@whence/contracts-events';
import { IfGiven, IfNotEmptied, IsTime } from '@whence/platform/http';
import { IsNotIn, Matches, ValidateBy } from 'class-validator';

import { ChangeRequest } from '../fields/change.request.js';
import { exampleId, IsIdOf, IsOneOf } from '../fields/text-fields.js';
import { keyPattern, reservedKeys } from './link-codes.js';
import { isLinkMessage, messageCharactersMax } from './link-message.js';

export const linkStatuses = ['active', 'disabled'] as const satisfies readonly LinkStatus[];

const IsRefCode = (): PropertyDecorator =>
  ValidateBy({
    name: 'isRefCode',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && typeof parseRefCode(value) === 'string',
      defaultMessage: () => 'must be 1 to 64 letters, digits, -, _ or =',
    },
  });

const IsLinkMessage = (): PropertyDecorator =>
  ValidateBy({
    name: 'isLinkMessage',
    validator: {
      validate: isLinkMessage,
      defaultMessage: () =>
        `must be text of at most ${messageCharactersMax} characters, not blank, and without anything like a code`,
    },
  });

const messageDocs = {
  example: 'Hi! I saw this at Anna’s',
  maxLength: messageCharactersMax,
  description: 'Pre-filled before the code on WhatsApp (`Hi!` where left out), and on Messenger where given.',
};

export class CreateLinkRequest {
  @ApiProperty({ example: exampleId('cha'), description: 'The account that the link leads to.' })
  @IsIdOf('cha')
  channelAccountId!: string;

  @ApiPropertyOptional({ example: exampleId('prg') })
  @IfGiven()
  @IsIdOf('prg')
  programId?: string;

  @ApiPropertyOptional({ example: exampleId('prt'), description: 'Who earns; needs a program he is enrolled in.' })
  @IfGiven()
  @IsIdOf('prt')
  partnerId?: string;

  @ApiPropertyOptional({ example: exampleId('cmp') })
  @IfGiven()
  @IsIdOf('cmp')
  campaignId?: string;

  @ApiPropertyOptional({
    example: 'anna',
    pattern: keyPattern.source,
    description: 'The visible slug of the short URL, one across all workspaces; drawn where left out.',
  })
  @IfGiven()
  @Matches(keyPattern, { message: 'must be 3 to 64 lower-case letters, digits or hyphens' })
  @IsNotIn([...reservedKeys], { message: 'is reserved: the short domain serves this path itself' })
  key?: string;

  @ApiPropertyOptional({
    example: 'ANNA10',
    description:
      'Travels in `ref`; matched exactly, and two that differ by case only are refused. Drawn where left out.',
  })
  @IfGiven()
  @IsRefCode()
  refCode?: string;

  @ApiPropertyOptional(messageDocs)
  @IfGiven()
  @IsLinkMessage()
  message?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    example: '2026-11-23T09:30:00.000Z',
    description: 'Now where left out; earlier where the code is in use already.',
  })
  @IfGiven()
  @IsTime()
  activeFrom?: string;

  @ApiPropertyOptional({ format: 'date-time', example: '2027-11-23T09:30:00.000Z' })
  @IfGiven()
  @IsTime()
  expiresAt?: string;
}

/** What a link leads to, who earns and its codes stay as they are: another of those is another link. */
export class ChangeLinkRequest extends ChangeRequest {
  @ApiPropertyOptional({
    enum: linkStatuses,
    description: 'A disabled link leads nowhere and earns nothing for touches from now on.',
  })
  @IfGiven()
  @IsOneOf(linkStatuses)
  status?: LinkStatus;

  @ApiPropertyOptional({ type: String, nullable: true, example: exampleId('cmp') })
  @IfNotEmptied()
  @IsIdOf('cmp')
  campaignId?: string | null;

  @ApiPropertyOptional({ ...messageDocs, type: String, nullable: true })
  @IfNotEmptied()
  @IsLinkMessage()
  message?: string | null;

  @ApiPropertyOptional({ format: 'date-time', example: '2026-11-23T09:30:00.000Z' })
  @IfGiven()
  @IsTime()
  activeFrom?: string;

  @ApiPropertyOptional({ type: String, nullable: true, format: 'date-time', example: '2027-11-23T09:30:00.000Z' })
  @IfNotEmptied()
  @IsTime()
  expiresAt?: string | null;
}
