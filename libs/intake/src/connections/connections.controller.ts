import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  afterCursor,
  ApiProblems,
  Authenticated,
  CurrentPrincipal,
  Idempotent,
  ListQuery,
  pageOf,
  Problem,
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
    const afterId = afterCursor('con', cursor);
    const connections = await this.connections.list(workspaceId, { limit: limit + 1, afterId });
    return pageOf(connections.map(toConnectionResponse), limit, ({ id }) => id);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One connection' })
  @ApiOkResponse({ type: ConnectionResponse })
  @ApiProblems('not-found')
  async find(@CurrentPrincipal() { workspaceId }: Principal, @Param('id') id: string): Promise<ConnectionResponse> {
    const connection = await this.connections.find(workspaceId, id);
    if (connection === undefined) throw new Problem('not-found');
    return toConnectionResponse(connection);
  }
}
