import { OverrideAttribution, type OverrideAttributionOutcome } from '@whence/attribution-application';
import type { ConversationId, PartnerId, WorkspaceId } from '@whence/attribution-domain';
import { ConversationQueries } from '@whence/attribution-persistence';
import { problemTypes } from '@whence/contracts-http';
import {
  ApiProblems,
  Authenticated,
  CurrentPrincipal,
  Idempotent,
  Problem,
  type Principal,
} from '@whence/platform/http';
import { Clock } from '@whence/platform/process';
import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { unknownReference } from '../unknown-reference.js';
import { ConversationResponse, toConversationResponse } from './conversation.response.js';
import { OverrideRequest, toOverrideTarget } from './override.request.js';

@ApiTags('Conversations')
@Authenticated('attribution:write')
@Controller('v1/conversations/:id/override')
export class OverrideAttributionController {
  constructor(
    private readonly override: OverrideAttribution,
    private readonly conversations: ConversationQueries,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Say who sent the person, in place of the evidence; at any time, for all the person did' })
  @ApiCreatedResponse({ type: ConversationResponse })
  @ApiProblems('not-found', problemTypes['unknown-reference'], problemTypes['not-opened'])
  async put(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Param('id') id: string,
    @Body() body: OverrideRequest,
  ): Promise<ConversationResponse> {
    const target = toOverrideTarget(body);
    if (target === undefined) throw invalid('', 'names neither a link, a partner, a campaign nor organic, or too many');
    const outcome = await this.override.run({
      workspaceId: workspaceId as WorkspaceId,
      conversationId: id as ConversationId,
      target,
      reason: body.reason,
      ...(body.partnerId === undefined ? {} : { partnerId: body.partnerId as PartnerId }),
    });
    refuseUnlessOverridden(outcome);
    return this.view(workspaceId, id);
  }

  @Delete()
  @ApiOperation({ summary: 'Take it back: the answer is again what there would have been' })
  @ApiOkResponse({ type: ConversationResponse })
  @ApiProblems('not-found')
  async revoke(@CurrentPrincipal() { workspaceId }: Principal, @Param('id') id: string): Promise<ConversationResponse> {
    const outcome = await this.override.revoke(workspaceId as WorkspaceId, id as ConversationId);
    switch (outcome.kind) {
      case 'revoked':
        return this.view(workspaceId, id);
      case 'unknown-conversation':
      case 'no-override':
        throw new Problem('not-found');
    }
  }

  private async view(workspaceId: string, id: string): Promise<ConversationResponse> {
    const view = await this.conversations.byId(workspaceId, id);
    if (view === undefined) throw new Problem('not-found');
    return toConversationResponse(view, this.clock.now());
  }
}

const refuseUnlessOverridden = (outcome: OverrideAttributionOutcome): void => {
  switch (outcome.kind) {
    case 'overridden':
      return;
    case 'unknown-conversation':
      throw new Problem('not-found');
    case 'not-opened':
      throw new Problem(problemTypes['not-opened']);
    case 'not-the-links-partner':
      throw invalid('partnerId', 'is not the partner of the link');
    case 'unknown-reference':
      throw unknownReference(outcome.name);
  }
};

const invalid = (path: string, reason: string): Problem =>
  new Problem('invalid-request', { errors: [{ path, reason }] });
