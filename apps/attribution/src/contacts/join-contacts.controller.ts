import { JoinContacts } from '@whence/attribution-application';
import type { ConversationId, JoinId, WorkspaceId } from '@whence/attribution-domain';
import { ContactJoinQueries } from '@whence/attribution-persistence';
import { problemTypes } from '@whence/contracts-http';
import {
  ApiProblems,
  Authenticated,
  CurrentPrincipal,
  Idempotent,
  Problem,
  type Principal,
} from '@whence/platform/http';
import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { unknownReference } from '../unknown-reference.js';
import { JoinContactsRequest } from './contact-join.request.js';
import { ContactJoinResponse, toContactJoinResponse } from './contact-join.response.js';

@ApiTags('Contacts')
@Authenticated('attribution:write')
@Controller('v1/contact-joins')
export class JoinContactsController {
  constructor(
    private readonly joinContacts: JoinContacts,
    private readonly joins: ContactJoinQueries,
  ) {}

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Say that two conversations are of one person; what is not final is decided anew' })
  @ApiCreatedResponse({ type: ContactJoinResponse })
  @ApiProblems(problemTypes['unknown-reference'], problemTypes['already-one-contact'])
  async join(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Body() { conversationIds, reason }: JoinContactsRequest,
  ): Promise<ContactJoinResponse> {
    const outcome = await this.joinContacts.run({
      workspaceId: workspaceId as WorkspaceId,
      conversationIds: conversationIds as ConversationId[],
      reason,
    });
    switch (outcome.kind) {
      case 'joined':
        return this.view(workspaceId, outcome.join);
      case 'already-one-contact':
        throw new Problem(problemTypes['already-one-contact']);
      case 'unknown-conversation':
        throw unknownReference(`conversationIds.${conversationIds.indexOf(outcome.conversationId)}`);
    }
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Take the two apart again: what is not final is answered as if they had never been joined' })
  @ApiOkResponse({ type: ContactJoinResponse })
  @ApiProblems('not-found')
  async separate(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Param('id') id: string,
  ): Promise<ContactJoinResponse> {
    const outcome = await this.joinContacts.separate(workspaceId as WorkspaceId, id as JoinId);
    if (outcome.kind === 'unknown-join') throw new Problem('not-found');
    return this.view(workspaceId, id);
  }

  private async view(workspaceId: string, id: string): Promise<ContactJoinResponse> {
    const join = await this.joins.byId(workspaceId, id);
    if (join === undefined) throw new Problem('not-found');
    return toContactJoinResponse(join);
  }
}
