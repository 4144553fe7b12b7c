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

import { ChangeProgramRequest, CreateProgramRequest } from './program.request.js';
import { ProgramListResponse, ProgramResponse } from './program.response.js';
import { Programs } from './programs.service.js';

@ApiTags('Programs')
@Controller('v1/programs')
export class ProgramsController {
  constructor(private readonly programs: Programs) {}

  @Post()
  @ApiOperation({ summary: 'Register a program' })
  @Authenticated('catalog:write')
  @Idempotent()
  @ApiCreatedResponse({ type: ProgramResponse })
  @ApiProblems('invalid-request')
  create(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Body() request: CreateProgramRequest,
  ): Promise<ProgramResponse> {
    return this.programs.create(workspaceId, request);
  }

  @Get()
  @ApiOperation({ summary: 'Programs, each with its terms in force' })
  @Authenticated('catalog:read')
  @ApiOkResponse({ type: ProgramListResponse })
  @ApiProblems('invalid-request')
  list(@CurrentPrincipal() { workspaceId }: Principal, @Query() query: ListQuery): Promise<Page<ProgramResponse>> {
    return this.programs.list(workspaceId, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'By id' })
  @Authenticated('catalog:read')
  @ApiOkResponse({ type: ProgramResponse })
  @ApiProblems('not-found')
  find(@CurrentPrincipal() { workspaceId }: Principal, @Param('id') id: string): Promise<ProgramResponse> {
    return this.programs.find(workspaceId, id);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change the program: another version of its terms, in force from now on' })
  @Authenticated('catalog:write')
  @ApiOkResponse({ type: ProgramResponse })
  @ApiProblems('invalid-request', 'not-found', 'conflict')
  change(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Param('id') id: string,
    @Body() request: ChangeProgramRequest,
  ): Promise<ProgramResponse> {
    return this.programs.change(workspaceId, id, request);
  }
}
