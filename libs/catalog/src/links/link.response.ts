import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Channel, LinkChangedV1, LinkState, LinkStatus } from '@whence/contracts-events';

import type { KnownAccount } from '../channel-accounts/channel-account.response.js';
import { addressOf } from '../channel-accounts/known-accounts.js';
import { channels } from '../fields/channels.js';
import { given, KeptResponse, toKept } from '../fields/kept.response.js';
import { exampleId } from '../fields/text-fields.js';
import { type TargetMarks, compileTarget } from '../redirecting/compile-target.js';
import { linkStatuses } from './link.request.js';
import type { LinkRow } from './link.row.js';

export class LinkResponse extends KeptResponse {
  @ApiProperty({ example: exampleId('lnk') })
  id!: string;

  @ApiProperty({ example: 'anna' })
  key!: string;

  @ApiProperty({ example: 'https://go.brand.example/anna', description: 'What to hand out.' })
  shortUrl!: string;

  @ApiProperty({ example: 'ANNA10' })
  refCode!: string;

  @ApiProperty({ example: 'WH-K7M4Q2C', description: 'The code that a person can type.' })
  textCode!: string;

  @ApiPropertyOptional({
    example: 'https://ig.me/m/brand?ref=ANNA10',
    description:
      'Where the link leads, without a click: for where no redirect can be. Absent while the account has no address.',
  })
  targetUrl?: string;

  @ApiProperty({ example: exampleId('cha') })
  channelAccountId!: string;

  @ApiProperty({ enum: channels })
  channel!: Channel;

  @ApiPropertyOptional({ example: exampleId('prg') })
  programId?: string;

  @ApiPropertyOptional({ example: exampleId('prt') })
  partnerId?: string;

  @ApiPropertyOptional({ example: exampleId('cmp') })
  campaignId?: string;

  @ApiPropertyOptional({ example: 'Hi! I saw this at Anna’s' })
  message?: string;

  @ApiProperty({ format: 'date-time' })
  activeFrom!: string;

  @ApiPropertyOptional({ format: 'date-time' })
  expiresAt?: string;

  @ApiProperty({ enum: linkStatuses })
  status!: LinkStatus;

  @ApiPropertyOptional({ format: 'date-time' })
  disabledAt?: string;
}

export class LinkListResponse {
  @ApiProperty({ type: [LinkResponse] })
  items!: readonly LinkResponse[];

  @ApiProperty({ type: String, nullable: true, description: 'Null at the end.' })
  nextCursor!: string | null;
}

/** A link with the account that it leads to. */
export interface LeadingLink {
  readonly row: LinkRow;
  readonly account: KnownAccount;
}

/** Where a link leads without a click to name: its static codes. Undefined while the account has no address. */
export const targetOf = ({ row, account }: LeadingLink, marks?: TargetMarks): string | undefined =>
  compileTarget(
    // Where a ref carries the marks, a draft would name the link beside them.
    given({ message: marks === undefined || account.row.channel === 'whatsapp' ? row.message : null }),
    addressOf(account),
    marks ?? { ref: row.refCode, text: row.textCode },
  );

/** `shortUrlBase` is what a key is appended to. */
export const toLinkResponse = (link: LeadingLink, shortUrlBase: string): LinkResponse => ({
  ...stateOf(link),
  shortUrl: `${shortUrlBase}/${link.row.key}`,
  ...given({ targetUrl: targetOf(link), message: link.row.message, disabledAt: link.row.disabledAt?.toISOString() }),
  ...toKept(link.row),
});

export const toLinkChanged = (link: LeadingLink): LinkChangedV1 => ({
  workspaceId: link.row.workspaceId,
  revision: link.row.revision,
  link: stateOf(link),
});

const stateOf = ({ row, account }: LeadingLink): LinkState => ({
  id: row.id,
  key: row.key,
  refCode: row.refCode,
  textCode: row.textCode,
  channelAccountId: row.channelAccountId,
  channel: account.row.channel,
  ...given({ programId: row.programId, partnerId: row.partnerId, campaignId: row.campaignId }),
  activeFrom: row.activeFrom.toISOString(),
  ...given({ expiresAt: row.expiresAt?.toISOString() }),
  status: row.status,
});
