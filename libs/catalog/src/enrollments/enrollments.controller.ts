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

import { ChangeEnrollmentRequest, CreateEnrollmentRequest } from './enrollment.request.js';
import { EnrollmentListResponse, EnrollmentResponse } from './enrollment.response.js';
import { Enrollments } from './enrollments.service.js';

@ApiTags('Enrollments')
@Controller('v1/enrollments')
export class EnrollmentsController {
  constructor(private readonly enrollments: Enrollments) {}

  @Post()
  @ApiOperation({ summary: 'Register an enrollment: the partner may earn in the program' })
  @Authenticated('catalog:write')
  @Idempotent()
  @ApiCreatedResponse({ type: EnrollmentResponse })
  @ApiProblems('invalid-request', 'unknown-reference', 'already-taken')
  create(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Body() request: CreateEnrollmentRequest,
  ): Promise<EnrollmentResponse> {
    return this.enrollments.create(workspaceId, request);
  }

  @Get()
  @ApiOperation({ summary: 'Enrollments' })
  @Authenticated('catalog:read')
  @ApiOkResponse({ type: EnrollmentListResponse })
  @ApiProblems('invalid-request')
  list(@CurrentPrincipal() { workspaceId }: Principal, @Query() query: ListQuery): Promise<Page<EnrollmentResponse>> {
    return this.enrollments.list(workspaceId, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'By id' })
  @Authenticated('catalog:read')
  @ApiOkResponse({ type: EnrollmentResponse })
  @ApiProblems('not-found')
  find(@CurrentPrincipal() { workspaceId }: Principal, @Param('id') id: string): Promise<EnrollmentResponse> {
    return this.enrollments.find(workspaceId, id);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change the enrollment' })
  @Authenticated('catalog:write')
  @ApiOkResponse({ type: EnrollmentResponse })
  @ApiProblems('invalid-request', 'not-found', 'conflict')
  change(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Param('id') id: string,
    @Body() request: ChangeEnrollmentRequest,
  ): Promise<EnrollmentResponse> {
    return this.enrollments.change(workspaceId, id, request);
  }
}
