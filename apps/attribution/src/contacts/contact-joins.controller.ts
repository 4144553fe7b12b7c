import { ContactJoinQueries } from '@whence/attribution-persistence';
import {
  afterCursor,
  ApiProblems,
  Authenticated,
  CurrentPrincipal,
  pageOf,
  Problem,
  type Principal,
} from '@whence/platform/http';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { ListOfContactsRequest } from './contact-join.request.js';
import {
  ContactJoinPage,
  ContactJoinResponse,
  IdentityConflictPage,
  toContactJoinResponse,
  toIdentityConflictResponse,
} from './contact-join.response.js';

@ApiTags('Contacts')
@Authenticated('attribution:read')
@Controller('v1')
export class ContactJoinsController {
  constructor(private readonly joins: ContactJoinQueries) {}

  @Get('contact-joins')
  @ApiOperation({ summary: 'Contacts that turned out to be one person, those that were taken apart again among them' })
  @ApiOkResponse({ type: ContactJoinPage })
  async list(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Query() { cursor, ...filter }: ListOfContactsRequest,
  ): Promise<ContactJoinPage> {
    const after = afterCursor('joi', cursor);
    const found = await this.joins.list(workspaceId, { ...filter, ...(after === undefined ? {} : { after }) });
    const page = pageOf(found, filter.limit, ({ id }) => id);
    return { ...page, items: page.items.map(toContactJoinResponse) };
  }

  @Get('contact-joins/:id')
  @ApiOperation({ summary: 'One join' })
  @ApiOkResponse({ type: ContactJoinResponse })
  @ApiProblems('not-found')
  async get(@CurrentPrincipal() { workspaceId }: Principal, @Param('id') id: string): Promise<ContactJoinResponse> {
    const join = await this.joins.byId(workspaceId, id);
    if (join === undefined) throw new Problem('not-found');
    return toContactJoinResponse(join);
  }

  @Get('identity-conflicts')
  @ApiOperation({
    summary: 'Contacts that were named together and were not joined, because they contradict each other',
  })
  @ApiOkResponse({ type: IdentityConflictPage })
  async conflicts(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Query() { cursor, ...filter }: ListOfContactsRequest,
  ): Promise<IdentityConflictPage> {
    const after = afterCursor('icf', cursor);
    const found = await this.joins.conflicts(workspaceId, { ...filter, ...(after === undefined ? {} : { after }) });
    const page = pageOf(found, filter.limit, ({ id }) => id);
    return { ...page, items: page.items.map(toIdentityConflictResponse) };
  }
}
