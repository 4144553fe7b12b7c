import { RecordConversion, type ContactReference, type ConversionReport } from '@whence/attribution-application';
import type { ConversationId, WorkspaceId } from '@whence/attribution-domain';
import { ConversionQueries } from '@whence/attribution-persistence';
import { problemTypes } from '@whence/contracts-http';
import { newId } from '@whence/platform/crypto';
import {
  ApiProblems,
  Authenticated,
  CurrentPrincipal,
  Idempotent,
  Problem,
  type Principal,
} from '@whence/platform/http';
import { Clock } from '@whence/platform/process';
import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { toMoney } from '../money.mapper.js';
import { unknownReference } from '../unknown-reference.js';
import { ConversionResponse, toConversionResponse } from './conversion.response.js';
import { RecordConversionRequest, type ConversionContactRequest } from './record-conversion.request.js';

@ApiTags('Conversions')
@Authenticated('attribution:write')
@Controller('v1/conversions')
export class RecordConversionController {
  constructor(
    private readonly recordConversion: RecordConversion,
    private readonly conversions: ConversionQueries,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Report a signup or a sale; it takes the attribution of its contact' })
  @ApiCreatedResponse({ type: ConversionResponse })
  @ApiOkResponse({ type: ConversionResponse, description: 'The same conversion was reported before.' })
  @ApiProblems(
    problemTypes['unknown-reference'],
    problemTypes['conversion-conflict'],
    problemTypes['contact-contradiction'],
  )
  async record(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Body() body: RecordConversionRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConversionResponse> {
    const outcome = await this.recordConversion.run(toReport(workspaceId as WorkspaceId, body));
    switch (outcome.kind) {
      case 'recorded':
        return this.view(workspaceId, outcome.conversion.id);
      case 'already-recorded':
        reply.status(200);
        return this.view(workspaceId, outcome.conversion.id);
      case 'conflicting-body':
        throw new Problem(problemTypes['conversion-conflict'], { members: { holder: outcome.conversion.id } });
      case 'contradicting-contact':
        throw new Problem(problemTypes['contact-contradiction']);
      case 'unknown-conversation':
        throw unknownReference('contact.conversationId');
      case 'unknown-channel-account':
        throw unknownReference('contact.channelIdentity.channelAccountId');
    }
  }

  private async view(workspaceId: string, id: string): Promise<ConversionResponse> {
    const now = this.clock.now();
    const view = await this.conversions.byId(workspaceId, id, now);
    if (view === undefined) throw new Problem('not-found');
    return toConversionResponse(view, now);
  }
}

const toReport = (workspaceId: WorkspaceId, body: RecordConversionRequest): ConversionReport => ({
  workspaceId,
  id: newId('cvn'),
  type: body.type,
  externalId: body.externalId,
  contact: toContactReference(body.contact),
  ...(body.amount === undefined ? {} : { amount: toMoney(body.amount) }),
  ...(body.occurredAt === undefined ? {} : { occurredAt: Date.parse(body.occurredAt) }),
  ...(body.coupon === undefined ? {} : { coupon: body.coupon }),
});

const toContactReference = (contact: ConversionContactRequest): ContactReference => ({
  ...(contact.conversationId === undefined ? {} : { conversationId: contact.conversationId as ConversationId }),
  ...(contact.channelIdentity === undefined
    ? {}
    : {
        channelIdentity: {
          channelAccountId: contact.channelIdentity.channelAccountId as `cha_${string}`,
          participantId: contact.channelIdentity.participantId,
        },
      }),
  ...(contact.externalUserId === undefined ? {} : { externalUserId: contact.externalUserId }),
});
