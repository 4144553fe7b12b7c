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

import { ChangeCouponRequest, CreateCouponRequest } from './coupon.request.js';
import { CouponListResponse, CouponResponse } from './coupon.response.js';
import { Coupons } from './coupons.service.js';

@ApiTags('Coupons')
@Controller('v1/coupons')
export class CouponsController {
  constructor(private readonly coupons: Coupons) {}

  @Post()
  @ApiOperation({ summary: 'Register a code that a partner hands out' })
  @Authenticated('catalog:write')
  @Idempotent()
  @ApiCreatedResponse({ type: CouponResponse })
  @ApiProblems('invalid-request', 'unknown-reference', 'already-taken', problemTypes['partner-not-enrolled'])
  create(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Body() request: CreateCouponRequest,
  ): Promise<CouponResponse> {
    return this.coupons.create(workspaceId, request);
  }

  @Get()
  @ApiOperation({ summary: 'Coupons' })
  @Authenticated('catalog:read')
  @ApiOkResponse({ type: CouponListResponse })
  @ApiProblems('invalid-request')
  list(@CurrentPrincipal() { workspaceId }: Principal, @Query() query: ListQuery): Promise<Page<CouponResponse>> {
    return this.coupons.list(workspaceId, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'By id' })
  @Authenticated('catalog:read')
  @ApiOkResponse({ type: CouponResponse })
  @ApiProblems('not-found')
  find(@CurrentPrincipal() { workspaceId }: Principal, @Param('id') id: string): Promise<CouponResponse> {
    return this.coupons.find(workspaceId, id);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change the coupon' })
  @Authenticated('catalog:write')
  @ApiOkResponse({ type: CouponResponse })
  @ApiProblems('invalid-request', 'not-found', 'conflict')
  change(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Param('id') id: string,
    @Body() request: ChangeCouponRequest,
  ): Promise<CouponResponse> {
    return this.coupons.change(workspaceId, id, request);
  }
}
