import { metaGraphCapabilities } from '@whence/channel-meta-graph';
import { whatsappCloudCapabilities } from '@whence/channel-whatsapp-cloud';
import { zernioCapabilities } from '@whence/channel-zernio';
import { Authenticated } from '@whence/platform/http';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { CapabilitiesResponse } from './capabilities.response.js';

@ApiTags('Operations')
@Authenticated('attribution:read')
@Controller('v1/capabilities')
export class CapabilitiesController {
  @Get()
  @ApiOperation({ summary: 'Per provider and channel: which evidence can arrive, and what it needs' })
  @ApiOkResponse({ type: CapabilitiesResponse })
  get(): CapabilitiesResponse {
    return { items: [...metaGraphCapabilities, ...whatsappCloudCapabilities, ...zernioCapabilities] };
  }
}
