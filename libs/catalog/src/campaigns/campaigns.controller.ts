import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiProblems,
  Authenticated,
  CurrentPrincipal,
  Idempotent,
  ListQuery,
  type Page,
  type Principal,
} from '@whence/platform/http';

import { ChangeCampaignRequest, CreateCampaignRequest } from './campaign.request.js';
import { CampaignListResponse, CampaignResponse } from './campaign.response.js';
import { Campaigns } from './campaigns.service.js';

@ApiTags('Campaigns')
@Controller('v1/campaigns')
export class CampaignsController {
  constructor(private readonly campaigns: Campaigns) {}

  @Post()
  @ApiOperation({ summary: 'Register a campaign' })
  @Authenticated('catalog:write')
  @Idempotent()
  @ApiCreatedResponse({ type: CampaignResponse })
  @ApiProblems('invalid-request')
  create(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Body() request: CreateCampaignRequest,
  ): Promise<CampaignResponse> {
    return this.campaigns.create(workspaceId, request);
  }

  @Get()
  @ApiOperation({ summary: 'Campaigns' })
  @Authenticated('catalog:read')
  @ApiOkResponse({ type: CampaignListResponse })
  @ApiProblems('invalid-request')
  list(@CurrentPrincipal() { workspaceId }: Principal, @Query() query: ListQuery): Promise<Page<CampaignResponse>> {
    return this.campaigns.list(workspaceId, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'By id' })
  @Authenticated('catalog:read')
  @ApiOkResponse({ type: CampaignResponse })
  @ApiProblems('not-found')
  find(@CurrentPrincipal() { workspaceId }: Principal, @Param('id') id: string): Promise<CampaignResponse> {
    return this.campaigns.find(workspaceId, id);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change the campaign' })
  @Authenticated('catalog:write')
  @ApiOkResponse({ type: CampaignResponse })
  @ApiProblems('invalid-request', 'not-found', 'conflict')
  change(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Param('id') id: string,
    @Body() request: ChangeCampaignRequest,
  ): Promise<CampaignResponse> {
    return this.campaigns.change(workspaceId, id, request);
  }
}
