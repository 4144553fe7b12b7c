import { ConversationQueries, MessageTextQueries } from '@whence/attribution-persistence';
import {
  afterCursor,
  ApiProblems,
  Authenticated,
  CurrentPrincipal,
  hasScope,
  pageOf,
  Problem,
  type Principal,
} from '@whence/platform/http';
import { Clock } from '@whence/platform/process';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { ConversationDetailResponse, ConversationPage, toConversationResponse } from './conversation.response.js';
import { ExplanationResponse, toExplanationResponse } from './explanation.response.js';
import { ListConversationsRequest } from './list-conversations.request.js';

@ApiTags('Conversations')
@Authenticated('attribution:read')
@Controller('v1/conversations')
export class ConversationsController {
  constructor(
    private readonly conversations: ConversationQueries,
    private readonly texts: MessageTextQueries,
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
  @ApiOperation({ summary: "One conversation; with `messages:read` also the opening's text, where it is kept" })
  @ApiOkResponse({ type: ConversationDetailResponse })
  @ApiProblems('not-found')
  async get(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<ConversationDetailResponse> {
    const { workspaceId } = principal;
    const now = this.clock.now();
    const view = await this.conversations.byId(workspaceId, id);
    if (view === undefined) throw new Problem('not-found');
    const mayRead = hasScope(principal, 'messages:read');
    const messageText = mayRead ? await this.texts.ofOpening(workspaceId, id, now) : undefined;
    return { ...toConversationResponse(view, now), ...(messageText === undefined ? {} : { messageText }) };
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
