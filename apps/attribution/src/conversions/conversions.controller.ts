import { ConversionQueries } from '@whence/attribution-persistence';
import {
  afterCursor,
  ApiProblems,
  Authenticated,
  CurrentPrincipal,
  pageOf,
  Problem,
  type Principal,
} from '@whence/platform/http';
import { Clock } from '@whence/platform/process';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { ConversionPage, ConversionResponse, toConversionResponse } from './conversion.response.js';
import { ListConversionsRequest } from './list-conversions.request.js';

@ApiTags('Conversions')
@Authenticated('attribution:read')
@Controller('v1/conversions')
export class ConversionsController {
  constructor(
    private readonly conversions: ConversionQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Openings, leads and sales with their attribution' })
  @ApiOkResponse({ type: ConversionPage })
  async list(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Query() query: ListConversionsRequest,
  ): Promise<ConversionPage> {
    const { cursor, ...filter } = query;
    const now = this.clock.now();
    const after = afterCursor('cvn', cursor);
    const found = await this.conversions.list(workspaceId, {
      ...filter,
      ...(after === undefined ? {} : { after }),
      now,
    });
    const page = pageOf(found, query.limit, ({ conversion }) => conversion.id);
    return { ...page, items: page.items.map((view) => toConversionResponse(view, now)) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One conversion' })
  @ApiOkResponse({ type: ConversionResponse })
  @ApiProblems('not-found')
  async get(@CurrentPrincipal() { workspaceId }: Principal, @Param('id') id: string): Promise<ConversionResponse> {
    const now = this.clock.now();
    const view = await this.conversions.byId(workspaceId, id, now);
    if (view === undefined) throw new Problem('not-found');
    return toConversionResponse(view, now);
  }
}
