import { ConversationQueries } from '@whence/attribution-persistence';
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

import { ConversationPage, ConversationResponse, toConversationResponse } from './conversation.response.js';
import { ExplanationResponse, toExplanationResponse } from './explanation.response.js';
import { ListConversationsRequest } from './list-conversations.request.js';

@ApiTags('Conversations')
@Authenticated('attribution:read')
@Controller('v1/conversations')
export class ConversationsController {
  constructor(
    private readonly conversations: ConversationQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Conversations and whence their people came' })
  @ApiOkResponse({ type: ConversationPage })
  async list(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Query() query: ListConversationsRequest,
  ): Promise<ConversationPage> {
    const { cursor, from, to, unopened, ...filter } = query;
    const after = afterCursor('cnv', cursor);
    const found = await this.conversations.list(workspaceId, {
      ...filter,
      ...(from === undefined ? {} : { from: Date.parse(from) }),
      ...(to === undefined ? {} : { to: Date.parse(to) }),
      ...(after === undefined ? {} : { after }),
      includesUnopened: unopened === true,
    });
    const page = pageOf(found, query.limit, (view) => view.id);
    const now = this.clock.now();
    return { ...page, items: page.items.map((view) => toConversationResponse(view, now)) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One conversation' })
  @ApiOkResponse({ type: ConversationResponse })
  @ApiProblems('not-found')
  async get(@CurrentPrincipal() { workspaceId }: Principal, @Param('id') id: string): Promise<ConversationResponse> {
    const view = await this.conversations.byId(workspaceId, id);
    if (view === undefined) throw new Problem('not-found');
    return toConversationResponse(view, this.clock.now());
  }

  @Get(':id/explanation')
  @ApiOperation({ summary: 'Why the conversation is credited as it is: every piece of evidence, every verdict' })
  @ApiOkResponse({ type: ExplanationResponse })
  @ApiProblems('not-found')
  async explain(@CurrentPrincipal() { workspaceId }: Principal, @Param('id') id: string): Promise<ExplanationResponse> {
    const view = await this.conversations.explanation(workspaceId, id);
    if (view === undefined) throw new Problem('not-found');
    return toExplanationResponse(view, this.clock.now());
  }
}
