import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Metrics } from '../telemetry/metrics.js';
import { Readiness, type ReadinessReport } from './readiness.js';

/** What the platform around a process asks: does it live, does it want traffic, what are its numbers. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('health/ready')
  @Header('cache-control', 'no-store')
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status: string; missing?: readonly string[] }> {
    const { isReady, missing }: ReadinessReport = await this.readiness.report();
    if (isReady) return { status: 'ready' };
    reply.status(503);
    return { status: 'not-ready', missing };
  }

  @Get('metrics')
  async scrape(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { contentType, text } = await this.metrics.exposition();
    reply.header('content-type', contentType);
    return text;
  }
}
