import { RecordClicks } from '@whence/attribution-application';
import { LinkTestQueries, mintLinkTest, type LinkTestDelivery } from '@whence/attribution-persistence';
import { Links } from '@whence/catalog';
import { MasterKey } from '@whence/platform/crypto';
import { ApiProblems, Authenticated, CurrentPrincipal, Problem, type Principal } from '@whence/platform/http';
import { problemTypes } from '@whence/contracts-http';
import { Clock } from '@whence/platform/process';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { LinkTestReportResponse, MintedLinkTestResponse } from './link-test.response.js';

/** As long as a click speaks for itself. */
const testMs = 24 * 60 * 60 * 1_000;

@ApiTags('Links')
@Controller('v1')
export class LinkTestsController {
  constructor(
    private readonly links: Links,
    private readonly tests: LinkTestQueries,
    private readonly recordClicks: RecordClicks,
    private readonly keys: MasterKey,
    private readonly clock: Clock,
  ) {}

  @Post('links/:id/test')
  @Authenticated('attribution:write')
  @ApiOperation({ summary: 'Try a link out: where to go, for seeing which provider delivers what of it' })
  @ApiCreatedResponse({ type: MintedLinkTestResponse })
  @ApiProblems('not-found', problemTypes['channel-account-unreachable'])
  async mint(@CurrentPrincipal() { workspaceId }: Principal, @Param('id') id: string): Promise<MintedLinkTestResponse> {
    const link = await this.links.find(workspaceId, id);
    const clickedAt = this.clock.now();
    const { click, marks } = mintLinkTest(link, { workspaceId, clickedAt }, this.keys);
    const targetUrl = await this.links.targetMarked(workspaceId, id, marks);
    await this.recordClicks.run([click]);
    return { id: click.id, linkId: id, targetUrl, expiresAt: new Date(clickedAt + testMs).toISOString() };
  }

  @Get('link-tests/:id')
  @Authenticated('attribution:read')
  @ApiOperation({ summary: 'Which provider delivered what of a link test, and when' })
  @ApiOkResponse({ type: LinkTestReportResponse })
  @ApiProblems('not-found')
  async report(
    @CurrentPrincipal() { workspaceId }: Principal,
    @Param('id') id: string,
  ): Promise<LinkTestReportResponse> {
    const test = await this.tests.byId(workspaceId, id);
    if (test === undefined) throw new Problem('not-found');
    const { textCode } = await this.links.find(workspaceId, test.linkId);
    const deliveries = await this.tests.deliveries(workspaceId, test, textCode);
    const expiresAt = test.mintedAt.getTime() + testMs;
    const missing = this.clock.now() < expiresAt ? 'waiting' : 'lost';
    return {
      id,
      linkId: test.linkId,
      status: deliveries.length > 0 ? 'arrived' : missing,
      mintedAt: test.mintedAt.toISOString(),
      expiresAt: new Date(expiresAt).toISOString(),
      deliveries: deliveries.map(toDeliveryResponse),
    };
  }
}

const toDeliveryResponse = ({ carriedIn, referral, ...delivery }: LinkTestDelivery) => ({
  ...delivery,
  occurredAt: delivery.occurredAt.toISOString(),
  receivedAt: delivery.receivedAt.toISOString(),
  carriedIn: carriedIn ?? 'nothing',
  ...(referral === null ? {} : { referral }),
});
