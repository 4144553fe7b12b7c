import { randomUUID } from 'node:crypto';

import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import pg from 'pg';

import { serveBare } from './bare-nest.js';

/* eslint whence/controller-is-authenticated: off -- nothing is behind these routes, on the loopback address, for seconds */

const target = 'https://ig.me/m/brand?ref=bench';

/** The least that a redirect can do. `@Redirect()` is slower than the reply itself, so it is not used. */
@Controller()
class ConstantRedirect {
  @Get(':key')
  follow(@Res() reply: FastifyReply): void {
    void reply.status(302).header('location', target).send();
  }
}

const pool = new pg.Pool({ connectionString: process.env['BENCH_DATABASE_URL'], max: 20 });

const insertSql = `
  INSERT INTO bench.click
    (workspace_id, id, event_id, link_id, channel, clicked_at, visitor, client_class, visitor_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

/** What one writes first: the link is known, the click is one INSERT that commits by itself, then comes the answer. */
@Controller()
class InsertingRedirect {
  @Get(':key')
  async follow(@Param('key') key: string, @Res() reply: FastifyReply): Promise<void> {
    const id = randomUUID();
    const link = `lnk_${key}`;
    await pool.query(insertSql, ['wsp_1', id, `evt_${id}`, link, 'instagram', new Date(), 'person', 'in-app', 'v']);
    void reply.status(302).header('location', target).send();
  }
}

await serveBare(process.argv[2] === 'insert' ? InsertingRedirect : ConstantRedirect);
