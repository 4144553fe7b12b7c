import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import {
  applyDecorators,
  Injectable,
  Logger,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';

import { ApiProblems } from './api-problems.js';
import { IdempotencyKeys, type IdempotencyClaim, type IdempotentRequest } from './idempotency.js';
import { principalOf } from './principal.js';
import { Problem } from './problem.js';

const keyPattern = /^[\x20-\x7e]{1,255}$/;
const waitMs = 2_000;
const pollMs = 50;

/** Runs a create once for each Idempotency-Key, and answers repetitions with the first answer. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger('Idempotency');

  constructor(private readonly keys: IdempotencyKeys) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = toIdempotentRequest(http.getRequest<FastifyRequest>());
    if (request === undefined) return next.handle();
    const claim = await this.claimOrWait(request);
    switch (claim.kind) {
      case 'claimed':
        return from(this.runFirst(request, next));
      case 'answered':
        http.getResponse<FastifyReply>().status(200);
        return from([JSON.parse(claim.answer) as unknown]);
      case 'used-for-another-request':
        throw new Problem('idempotency-key-reused');
      case 'in-progress':
        throw new Problem('idempotency-key-in-progress', { headers: { 'retry-after': '1' } });
    }
  }

  private async claimOrWait(request: IdempotentRequest): Promise<IdempotencyClaim> {
    for (let waitedMs = 0; ; waitedMs += pollMs) {
      const claim = await this.keys.claim(request);
      if (claim.kind !== 'in-progress' || waitedMs >= waitMs) return claim;
      await sleep(pollMs);
    }
  }

  private async runFirst(request: IdempotentRequest, next: CallHandler): Promise<unknown> {
    let answer: unknown;
    try {
      answer = await lastValueFrom(next.handle());
    } catch (error) {
      await this.keys.release(request).catch((releaseError: unknown) => this.warn('release', releaseError));
      throw error;
    }
    // The work is done and committed: failing to remember the answer must not turn it into a failure.
    await this.keys
      .complete(request, JSON.stringify(answer ?? null))
      .catch((error: unknown) => this.warn('complete', error));
    return answer;
  }

  private warn(step: string, error: unknown): void {
    this.logger.warn({ message: `could not ${step} an Idempotency-Key`, error });
  }
}

/** A create that may be sent again: the same `Idempotency-Key` with the same body answers as the first time, with 200. */
export const Idempotent = (): MethodDecorator =>
  applyDecorators(
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: '1 to 255 printable characters. The same key with the same body replays the first answer.',
    }),
    ApiProblems('idempotency-key-malformed', 'idempotency-key-reused', 'idempotency-key-in-progress'),
  );

const toIdempotentRequest = (request: FastifyRequest): IdempotentRequest | undefined => {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !keyPattern.test(key)) throw new Problem('idempotency-key-malformed');
  const content = canonicalJson({ params: request.params, body: request.body });
  return {
    workspaceId: principalOf(request).workspaceId,
    route: `${request.method} ${request.routeOptions.url ?? ''}`,
    key,
    requestDigest: createHash('sha256').update(content).digest('hex'),
    attemptId: randomUUID(),
  };
};

/** The same text for the same content, whatever the order of its members. */
const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)))
      : member,
  );
