import { RecordRefund } from '@whence/attribution-application';
import type { WorkspaceId } from '@whence/attribution-domain';
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
import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { toMoney } from '../money.mapper.js';
import { unknownReference } from '../unknown-reference.js';
import { RecordRefundRequest } from './record-refund.request.js';
import { RefundResponse, toRefundResponse } from './refund.response.js';

@ApiTags('Conversions')
@Authenticated('attribution:write')
@Controller('v1/refunds')
export class RecordRefundController {
  constructor(private readonly recordRefund: RecordRefund) {}

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Report what a customer got back; commissions are undone by as much' })
  @ApiCreatedResponse({ type: RefundResponse })
  @ApiOkResponse({ type: RefundResponse, description: 'The same refund was reported before.' })
  @ApiProblems(problemTypes['unknown-reference'], problemTypes['refund-conflict'], problemTypes['over-refund'])
  async record(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Body() { externalId, conversionExternalId, amount }: RecordRefundRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RefundResponse> {
    const outcome = await this.recordRefund.run({
      workspaceId: workspaceId as WorkspaceId,
      id: newId('rfd'),
      externalId,
      conversionExternalId,
      ...(amount === undefined ? {} : { amount: toMoney(amount) }),
    });
    switch (outcome.kind) {
      case 'recorded':
        return toRefundResponse(outcome.refund, conversionExternalId);
      case 'already-recorded':
        reply.status(200);
        return toRefundResponse(outcome.refund, conversionExternalId);
      case 'conflicting-body':
        throw new Problem(problemTypes['refund-conflict'], { members: { holder: outcome.refund.id } });
      case 'unknown-conversion':
        throw unknownReference('conversionExternalId');
      case 'over-refund':
        throw new Problem(problemTypes['over-refund']);
      case 'not-its-money':
        throw new Problem('invalid-request', {
          errors: [{ path: 'amount', reason: 'is not in the currency of the conversion' }],
        });
    }
  }
}
