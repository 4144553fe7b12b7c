import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ShowTrialBalance } from '@whence/affiliate-application';
import { idOf } from '@whence/affiliate-domain';
import { Authenticated, CurrentPrincipal, type Principal } from '@whence/platform/http';

import { toTrialBalanceResponse, TrialBalanceResponse } from './trial-balance.response.js';

@ApiTags('Money')
@Controller('v1/ledger/trial-balance')
@Authenticated('money:read')
export class ShowTrialBalanceController {
  constructor(private readonly showTrialBalance: ShowTrialBalance) {}

  @Get()
  @ApiOperation({ summary: 'All accounts, and the proof that debits equal credits in every currency' })
  @ApiOkResponse({ type: TrialBalanceResponse })
  async show(@CurrentPrincipal() { workspaceId }: Principal): Promise<TrialBalanceResponse> {
    return toTrialBalanceResponse(await this.showTrialBalance.run(idOf('wsp', workspaceId)));
  }
}
