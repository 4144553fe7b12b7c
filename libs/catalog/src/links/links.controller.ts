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

import { ChangeLinkRequest, CreateLinkRequest } from './link.request.js';
import { LinkListResponse, LinkResponse } from './link.response.js';
import { Links } from './links.service.js';

@ApiTags('Links')
@Controller('v1/links')
export class LinksController {
  constructor(private readonly links: Links) {}

  @Post()
  @ApiOperation({ summary: 'Register a link; its codes and short URL are issued with it' })
  @Authenticated('catalog:write')
  @Idempotent()
  @ApiCreatedResponse({ type: LinkResponse })
  @ApiProblems(
    'invalid-request',
    'unknown-reference',
    'already-taken',
    problemTypes['partner-not-enrolled'],
    problemTypes['channel-account-unreachable'],
  )
  create(@CurrentPrincipal() { workspaceId }: Principal, @Body() request: CreateLinkRequest): Promise<LinkResponse> {
    return this.links.create(workspaceId, request);
  }

  @Get()
  @ApiOperation({ summary: 'Links' })
  @Authenticated('catalog:read')
  @ApiOkResponse({ type: LinkListResponse })
  @ApiProblems('invalid-request')
  list(@CurrentPrincipal() { workspaceId }: Principal, @Query() query: ListQuery): Promise<Page<LinkResponse>> {
    return this.links.list(workspaceId, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'By id' })
  @Authenticated('catalog:read')
  @ApiOkResponse({ type: LinkResponse })
  @ApiProblems('not-found')
  find(@CurrentPrincipal() { workspaceId }: Principal, @Param('id') id: string): Promise<LinkResponse> {
    return this.links.find(workspaceId, id);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change the link' })
  @Authenticated('catalog:write')
  @ApiOkResponse({ type: LinkResponse })
  @ApiProblems('invalid-request', 'not-found', 'unknown-reference', 'conflict')
  change(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Param('id') id: string,
    @Body() request: ChangeLinkRequest,
  ): Promise<LinkResponse> {
    return this.links.change(workspaceId, id, request);
  }
}
