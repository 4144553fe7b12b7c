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

import { AddPartnerIdentityRequest, ChangePartnerRequest, CreatePartnerRequest } from './partner.request.js';
import { PartnerListResponse, PartnerResponse } from './partner.response.js';
import { Partners } from './partners.service.js';

@ApiTags('Partners')
@Controller('v1/partners')
export class PartnersController {
  constructor(private readonly partners: Partners) {}

  @Post()
  @ApiOperation({ summary: 'Register a partner' })
  @Authenticated('catalog:write')
  @Idempotent()
  @ApiCreatedResponse({ type: PartnerResponse })
  @ApiProblems('invalid-request')
  create(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Body() request: CreatePartnerRequest,
  ): Promise<PartnerResponse> {
    return this.partners.create(workspaceId, request);
  }

  @Get()
  @ApiOperation({ summary: 'Partners' })
  @Authenticated('catalog:read')
  @ApiOkResponse({ type: PartnerListResponse })
  @ApiProblems('invalid-request')
  list(@CurrentPrincipal() { workspaceId }: Principal, @Query() query: ListQuery): Promise<Page<PartnerResponse>> {
    return this.partners.list(workspaceId, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'By id' })
  @Authenticated('catalog:read')
  @ApiOkResponse({ type: PartnerResponse })
  @ApiProblems('not-found')
  find(@CurrentPrincipal() { workspaceId }: Principal, @Param('id') id: string): Promise<PartnerResponse> {
    return this.partners.find(workspaceId, id);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change the partner' })
  @Authenticated('catalog:write')
  @ApiOkResponse({ type: PartnerResponse })
  @ApiProblems('invalid-request', 'not-found', 'conflict')
  change(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Param('id') id: string,
    @Body() request: ChangePartnerRequest,
  ): Promise<PartnerResponse> {
    return this.partners.change(workspaceId, id, request);
  }

  /** Accounts the partner writes from himself, so that he is not paid for himself. */
  @Post(':id/identities')
  @ApiOperation({ summary: 'Add an account of the partner: whoever writes from it is not referred by him' })
  @Authenticated('catalog:write')
  @Idempotent()
  @ApiCreatedResponse({ type: PartnerResponse, description: 'The partner with all identities.' })
  @ApiProblems('invalid-request', 'not-found')
  addIdentity(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Param('id') id: string,
    @Body() request: AddPartnerIdentityRequest,
  ): Promise<PartnerResponse> {
    return this.partners.addIdentity(workspaceId, id, request);
  }
}
