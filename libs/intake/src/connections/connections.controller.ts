import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiProblems,
  Authenticated,
  CurrentPrincipal,
  Idempotent,
  ListQuery,
  pageOf,
  type Page,
  type Principal,
} from '@whence/platform/http';

import { ConnectionPage, ConnectionResponse, toConnectionResponse } from './connection.response.js';
import { Connections } from './connections.js';
import { CreateConnectionRequest } from './create-connection.request.js';

@ApiTags('Connections')
@Authenticated('connections:write')
@Controller('v1/connections')
export class ConnectionsController {
  constructor(private readonly connections: Connections) {}

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Register the credentials of a provider integration' })
  @ApiCreatedResponse({ type: ConnectionResponse })
  @ApiProblems('invalid-request')
  async create(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Body() request: CreateConnectionRequest,
  ): Promise<ConnectionResponse> {
    const { provider, name, secrets, verifyToken, apiKey } = request;
    return toConnectionResponse(
      await this.connections.add({ workspaceId, provider, name, secrets, verifyToken, apiKey }),
    );
  }

  @Get()
  @ApiOperation({ summary: 'The connections of the workspace, oldest first' })
  @ApiOkResponse({ type: ConnectionPage })
  @ApiProblems('invalid-request')
  async list(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Query() { limit, cursor }: ListQuery,
  ): Promise<Page<ConnectionResponse>> {
    const connections = await this.connections.list(workspaceId, { limit: limit + 1, afterId: cursor });
    return pageOf(connections.map(toConnectionResponse), limit, ({ id }) => id);
  }
}
