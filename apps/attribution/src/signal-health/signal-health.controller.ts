import { findings } from '@whence/attribution-application';
import { metaGraphCapabilities } from '@whence/channel-meta-graph';
import { whatsappCloudCapabilities } from '@whence/channel-whatsapp-cloud';
import { zernioCapabilities } from '@whence/channel-zernio';
import { ApiProblems, Authenticated, CurrentPrincipal, type Principal } from '@whence/platform/http';
import { Clock } from '@whence/platform/process';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { ObserveSignalHealth } from './observe-signal-health.js';
import { periodOf, SignalHealthRequest } from './signal-health.request.js';
import { SignalHealthResponse, toSignalHealthResponse } from './signal-health.response.js';

const whatCanArrive = [...metaGraphCapabilities, ...whatsappCloudCapabilities, ...zernioCapabilities];

@ApiTags('Channel accounts')
@Controller('v1/channel-accounts/:id/signal-health')
@Authenticated('attribution:read')
export class SignalHealthController {
  constructor(
    private readonly observe: ObserveSignalHealth,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What is heard of a channel account, what is wrong with it, and what helps' })
  @ApiOkResponse({ type: SignalHealthResponse })
  @ApiProblems('invalid-request', 'not-found')
  async get(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Param('id') id: string,
    @Query() request: SignalHealthRequest,
  ): Promise<SignalHealthResponse> {
    const observedAt = this.clock.now();
    const period = periodOf(request, observedAt);
    const observations = await this.observe.run(workspaceId, id, { period, observedAt });
    return toSignalHealthResponse(observations, findings(observations, whatCanArrive));
  }
}
