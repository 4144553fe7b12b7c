import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ShowPartnerBalance } from '@whence/affiliate-application';
import { idOf, isIdOf, unreachable } from '@whence/affiliate-domain';
import { ApiProblems, Authenticated, CurrentPrincipal, Problem, type Principal } from '@whence/platform/http';
import { Clock } from '@whence/platform/process';

import { PartnerBalanceResponse, toPartnerBalanceResponse } from './partner-balance.response.js';

@ApiTags('Money')
@Controller('v1/partners/:id/balance')
@Authenticated('money:read')
export class ShowPartnerBalanceController {
  constructor(
    private readonly showPartnerBalance: ShowPartnerBalance,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What a partner has earned, and how much of it is due now' })
  @ApiOkResponse({ type: PartnerBalanceResponse })
  @ApiProblems('not-found')
  async show(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Param('id') partnerId: string,
  ): Promise<PartnerBalanceResponse> {
    if (!isIdOf('prt', partnerId)) throw new Problem('not-found');
    const now = this.clock.now();
    const outcome = await this.showPartnerBalance.run({ workspaceId: idOf('wsp', workspaceId), partnerId, now });
    switch (outcome.kind) {
      case 'found':
        return toPartnerBalanceResponse(outcome.balances);
      case 'unknown-partner':
        throw new Problem('not-found');
      default:
        return unreachable(outcome);
    }
  }
}
