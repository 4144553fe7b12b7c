import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListLedgerEntries } from '@whence/affiliate-application';
import { idOf } from '@whence/affiliate-domain';
import {
  afterCursor,
  ApiProblems,
  Authenticated,
  CurrentPrincipal,
  pageOf,
  type Principal,
} from '@whence/platform/http';

import { LedgerEntryPage, toLedgerEntryResponse } from './ledger-entry.response.js';
import { ListLedgerEntriesRequest } from './list-ledger-entries.request.js';

@ApiTags('Money')
@Controller('v1/ledger/entries')
@Authenticated('money:read')
export class ListLedgerEntriesController {
  constructor(private readonly listLedgerEntries: ListLedgerEntries) {}

  @Get()
  @ApiOperation({ summary: 'Everything that was ever written to the ledger; nothing in it is ever changed' })
  @ApiOkResponse({ type: LedgerEntryPage })
  @ApiProblems('invalid-request')
  async list(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Query() { account, limit, cursor }: ListLedgerEntriesRequest,
  ): Promise<LedgerEntryPage> {
    const entries = await this.listLedgerEntries.run({
      workspaceId: idOf('wsp', workspaceId),
      account,
      after: afterCursor('ltx', cursor),
      limit: limit + 1,
    });
    return pageOf(entries.map(toLedgerEntryResponse), limit, ({ id }) => id);
  }
}
