import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListCommissions } from '@whence/affiliate-application';
import { idOf } from '@whence/affiliate-domain';
import {
  afterCursor,
  ApiProblems,
  Authenticated,
  CurrentPrincipal,
  pageOf,
  type Principal,
} from '@whence/platform/http';
import { Clock } from '@whence/platform/process';

import { CommissionPage, toCommissionResponse } from './commission.response.js';
import { ListCommissionsRequest } from './list-commissions.request.js';

@ApiTags('Money')
@Controller('v1/commissions')
@Authenticated('money:read')
export class ListCommissionsController {
  constructor(
    private readonly listCommissions: ListCommissions,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What partners have earned, conversion by conversion, the reversed included' })
  @ApiOkResponse({ type: CommissionPage })
  @ApiProblems('invalid-request')
  async list(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Query() { partnerId, status, limit, cursor }: ListCommissionsRequest,
  ): Promise<CommissionPage> {
    const commissions = await this.listCommissions.run({
      workspaceId: idOf('wsp', workspaceId),
      partnerId,
      status,
      at: this.clock.now(),
      after: afterCursor('com', cursor),
      limit: limit + 1,
    });
    return pageOf(commissions.map(toCommissionResponse), limit, ({ id }) => id);
  }
}
