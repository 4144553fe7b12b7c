import { createHmac, timingSafeEqual } from 'node:crypto';

import { Controller, HttpCode, Post, Req, UnauthorizedException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import pg from 'pg';

import { serveBare } from './bare-nest.js';

/* eslint whence/controller-is-authenticated: off -- nothing is behind these routes, on the loopback address, for seconds */

const secret = process.env['BENCH_WEBHOOK_SECRET'] ?? '';
const pool = new pg.Pool({ connectionString: process.env['BENCH_DATABASE_URL'], max: 20 });

const insertSql = `
  INSERT INTO bench.inbox (workspace_id, connection_id, provider, body, headers, received_at, state)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;

/** The signature over the raw bytes, and whether they are JSON: what every edge has to look at. */
const check = (request: FastifyRequest): Buffer => {
  const body = request.body as Buffer;
  const told = Buffer.from(String(request.headers['x-hub-signature-256']).slice('sha256='.length), 'hex');
  const right = createHmac('sha256', secret).update(body).digest();
  if (told.length !== right.length || !timingSafeEqual(told, right)) throw new UnauthorizedException();
  JSON.parse(body.toString());
  return body;
};

@Controller()
class ForgettingWebhook {
  @Post('webhooks/:provider/:connectionId')
  @HttpCode(200)
  take(@Req() request: FastifyRequest): { readonly status: string } {
    check(request);
    return { status: 'stored' };
  }
}

/** One INSERT for each request, which commits by itself; nothing is encrypted. */
@Controller()
class InsertingWebhook {
  @Post('webhooks/:provider/:connectionId')
  @HttpCode(200)
  async take(@Req() request: FastifyRequest): Promise<{ readonly status: string }> {
    const body = check(request);
    await pool.query(insertSql, ['wsp_1', 'con_1', 'meta-graph', body, '{}', new Date(), 'pending']);
    return { status: 'stored' };
  }
}

await serveBare(process.argv[2] === 'insert' ? InsertingWebhook : ForgettingWebhook);
