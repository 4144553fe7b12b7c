import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { problemTypes } from '@whence/contracts-http';
import {
  ApiProblems,
  Authenticated,
  CurrentPrincipal,
  Idempotent,
  ListQuery,
  type Page,
  type Principal,
} from '@whence/platform/http';

import { ChangeAdRequest, CreateAdRequest } from './ad.request.js';
import { AdListResponse, AdResponse } from './ad.response.js';
import { Ads } from './ads.service.js';

@ApiTags('Ads')
@Controller('v1/ads')
export class AdsController {
  constructor(private readonly ads: Ads) {}

  @Post()
  @ApiOperation({ summary: 'Register an ad and map it to a campaign or partner' })
  @Authenticated('catalog:write')
  @Idempotent()
  @ApiCreatedResponse({ type: AdResponse })
  @ApiProblems('invalid-request', 'unknown-reference', 'already-taken', problemTypes['partner-not-enrolled'])
  create(@CurrentPrincipal() { workspaceId }: Principal, @Body() request: CreateAdRequest): Promise<AdResponse> {
    return this.ads.create(workspaceId, request);
  }

  @Get()
  @ApiOperation({ summary: 'Ads' })
  @Authenticated('catalog:read')
  @ApiOkResponse({ type: AdListResponse })
  @ApiProblems('invalid-request')
  list(@CurrentPrincipal() { workspaceId }: Principal, @Query() query: ListQuery): Promise<Page<AdResponse>> {
    return this.ads.list(workspaceId, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'By id' })
  @Authenticated('catalog:read')
  @ApiOkResponse({ type: AdResponse })
  @ApiProblems('not-found')
  find(@CurrentPrincipal() { workspaceId }: Principal, @Param('id') id: string): Promise<AdResponse> {
    return this.ads.find(workspaceId, id);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change the ad' })
  @Authenticated('catalog:write')
  @ApiOkResponse({ type: AdResponse })
  @ApiProblems('invalid-request', 'not-found', 'unknown-reference', 'conflict', problemTypes['partner-not-enrolled'])
  change(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Param('id') id: string,
    @Body() request: ChangeAdRequest,
  ): Promise<AdResponse> {
    return this.ads.change(workspaceId, id, request);
  }
}
