import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ProgramChangedV1, SaleLimit } from '@whence/contracts-events';

import { given, KeptResponse, toKept } from '../fields/kept.response.js';
import { exampleId } from '../fields/text-fields.js';
import { keepMessageTextDocs, type KeepMessageText } from './keep-message-text.js';
import type { ProgramVersionRow } from './program-version.row.js';
import type { ProgramRow } from './program.row.js';
import { RewardBody } from './reward.body.js';
import { saleLimitDocs } from './sale-limit.js';

export class ProgramResponse extends KeptResponse {
  @ApiProperty({ example: exampleId('prg') })
  id!: string;

  @ApiProperty({ type: 'integer', example: 1, description: 'Of the terms: one more with every change.' })
  version!: number;

  @ApiProperty({ example: 'Creators' })
  name!: string;

  @ApiProperty({ example: 'BRL' })
  currency!: string;

  @ApiProperty({ type: [RewardBody] })
  rewards!: readonly RewardBody[];

  @ApiProperty({ type: 'integer', example: 30 })
  windowDays!: number;

  @ApiProperty({ type: 'integer', example: 30 })
  holdDays!: number;

  @ApiPropertyOptional(saleLimitDocs)
  saleLimit?: SaleLimit;

  @ApiProperty({ type: Boolean, description: 'Whether partners earn by a match that was inferred.' })
  paysInferred!: boolean;

  @ApiPropertyOptional(keepMessageTextDocs)
  keepMessageText?: KeepMessageText;

  @ApiProperty({
    format: 'date-time',
    example: '2026-11-23T09:30:00.000Z',
    description: 'From when on this version judges touches; the first has always been in force.',
  })
  effectiveFrom!: string;
}

export class ProgramListResponse {
  @ApiProperty({ type: [ProgramResponse] })
  items!: readonly ProgramResponse[];

  @ApiProperty({ type: String, nullable: true, description: 'Null at the end.' })
  nextCursor!: string | null;
}

export const toProgramResponse = (row: ProgramRow, terms: ProgramVersionRow): ProgramResponse => ({
  ...toProgramChanged(row, terms).program,
  paysInferred: terms.paysInferred,
  ...(terms.keepMessageTextDays === null ? {} : { keepMessageText: { days: terms.keepMessageTextDays } }),
  ...toKept(row),
});

export const toProgramChanged = (row: ProgramRow, terms: ProgramVersionRow): ProgramChangedV1 => ({
  workspaceId: row.workspaceId,
  revision: row.revision,
  program: {
    id: row.id,
    version: terms.version,
    name: terms.name,
    currency: terms.currency,
    rewards: [...terms.rewards],
    windowDays: terms.windowDays,
    holdDays: terms.holdDays,
    ...given({ saleLimit: terms.saleLimit }),
    effectiveFrom: terms.effectiveFrom.toISOString(),
  },
});
