import { ChangeAttributionSettings, UnitOfWork } from '@whence/attribution-application';
import type { WorkspaceId } from '@whence/attribution-domain';
import { Authenticated, CurrentPrincipal, type Principal } from '@whence/platform/http';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { AttributionSettingsRequest, AttributionSettingsResponse } from './attribution-settings.request.js';

@ApiTags('Attribution settings')
@Controller('v1/attribution-settings')
export class AttributionSettingsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changeSettings: ChangeAttributionSettings,
  ) {}

  @Get()
  @Authenticated('attribution:read')
  @ApiOperation({ summary: 'How credit is given in this workspace' })
  @ApiOkResponse({ type: AttributionSettingsResponse })
  async get(@CurrentPrincipal() { workspaceId }: Principal): Promise<AttributionSettingsResponse> {
    return this.unitOfWork.run(workspaceId as WorkspaceId, ({ settings }) => settings.latest());
  }

  @Put()
  @Authenticated('attribution:write')
  @ApiOperation({ summary: 'A new version, in force for people first seen from now on' })
  @ApiOkResponse({ type: AttributionSettingsResponse })
  async put(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Body() body: AttributionSettingsRequest,
  ): Promise<AttributionSettingsResponse> {
    return this.changeSettings.run(workspaceId as WorkspaceId, { ...body, inference: body.inference ?? 'off' });
  }
}
