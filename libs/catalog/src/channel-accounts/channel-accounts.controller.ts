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

import { ChangeChannelAccountRequest, CreateChannelAccountRequest } from './channel-account.request.js';
import { ChannelAccountListResponse, ChannelAccountResponse } from './channel-account.response.js';
import { ChannelAccounts } from './channel-accounts.service.js';

@ApiTags('Channel accounts')
@Controller('v1/channel-accounts')
export class ChannelAccountsController {
  constructor(private readonly accounts: ChannelAccounts) {}

  @Post()
  @ApiOperation({ summary: 'Register a channel account; deliveries kept aside for it are worked off' })
  @Authenticated('catalog:write')
  @Idempotent()
  @ApiCreatedResponse({ type: ChannelAccountResponse })
  @ApiProblems('invalid-request', 'already-taken')
  create(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Body() request: CreateChannelAccountRequest,
  ): Promise<ChannelAccountResponse> {
    return this.accounts.create(workspaceId, request);
  }

  @Get()
  @ApiOperation({ summary: 'Channel accounts' })
  @Authenticated('catalog:read')
  @ApiOkResponse({ type: ChannelAccountListResponse })
  @ApiProblems('invalid-request')
  list(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Query() query: ListQuery,
  ): Promise<Page<ChannelAccountResponse>> {
    return this.accounts.list(workspaceId, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'By id' })
  @Authenticated('catalog:read')
  @ApiOkResponse({ type: ChannelAccountResponse })
  @ApiProblems('not-found')
  find(@CurrentPrincipal() { workspaceId }: Principal, @Param('id') id: string): Promise<ChannelAccountResponse> {
    return this.accounts.find(workspaceId, id);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change the channel account; ids can be added' })
  @Authenticated('catalog:write')
  @ApiOkResponse({ type: ChannelAccountResponse })
  @ApiProblems('invalid-request', 'not-found', 'conflict', 'already-taken')
  change(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Param('id') id: string,
    @Body() request: ChangeChannelAccountRequest,
  ): Promise<ChannelAccountResponse> {
    return this.accounts.change(workspaceId, id, request);
  }
}
