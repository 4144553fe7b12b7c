import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { readFunnel } from '@whence/analytics';
import { ApiProblems, Authenticated, CurrentPrincipal, type Principal } from '@whence/platform/http';

import { AnalyticsDatabase } from '../analytics-database.js';
import { FunnelResponse, toFunnelResponse } from './funnel.response.js';
import { GetFunnelRequest } from './get-funnel.request.js';

@ApiTags('Analytics')
@Controller('v1/analytics/funnel')
@Authenticated('analytics:read')
export class GetFunnelController {
  constructor(private readonly analytics: AnalyticsDatabase) {}

  @Get()
  @ApiOperation({ summary: 'From click to commission: what each campaign, partner, link or channel brought' })
  @ApiOkResponse({ type: FunnelResponse })
  @ApiProblems('invalid-request')
  async get(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Query() { groupBy, from, to }: GetFunnelRequest,
  ): Promise<FunnelResponse> {
    const rows = await readFunnel(this.analytics.database, {
      workspaceId,
      groupBy,
      ...(from === undefined ? {} : { from: Date.parse(from) }),
      ...(to === undefined ? {} : { to: Date.parse(to) }),
    });
    return toFunnelResponse(rows);
  }
}
