import { problemTypes } from '@whence/contracts-http';
import { Problem, type RawScope } from '@whence/platform/http';
import { SpoolFull, SpoolUnwritable, type Kept } from '@whence/platform/spool';
import type { Provider } from '@whence/signals';
import type { FastifyRequest } from 'fastify';

import type { HeaderValues } from '../channel-adapter.js';
import { answerChallenge, type ChallengeQuery } from './answer-challenge.js';
import type { TakeIn, TakenIn } from './take-in.js';
import { webhookPaths } from './webhook-paths.js';

export interface WebhookRoutesParts {
  readonly provider: Provider;
  readonly takeIn: TakeIn;
  readonly report: (takenIn: TakenIn | 'unavailable') => void;
}

interface Path {
  readonly connectionId: string;
}

/** `POST` and `GET /webhooks/<provider>/:connectionId`, in a scope whose bodies arrive as raw bytes. */
export const webhookRoutes = (parts: WebhookRoutesParts): RawScope => ({
  paths: webhookPaths(parts.provider),
  addRoutes: (scope) => {
    const path = `/webhooks/${parts.provider}/:connectionId`;

    scope.post<{ Params: Path }>(path, async (request) => {
      const takenIn = await parts.takeIn
        .run({ connectionId: request.params.connectionId, body: bytesOf(request), headers: headersOf(request) })
        .catch((error: unknown) => {
          parts.report('unavailable');
          throw notKept(error);
        });
      parts.report(takenIn);
      if (takenIn !== 'stored' && takenIn !== 'spooled') throw problemOf(takenIn);
      return { status: 'stored' };
    });

    scope.get<{ Params: Path; Querystring: ChallengeQuery }>(path, async (request, reply) => {
      const connection = await parts.takeIn.connectionOf(request.params.connectionId);
      if (connection === undefined) throw new Problem('not-found');
      const answer = answerChallenge(request.query, connection.verifyToken);
      if (answer.kind === 'wrong-token') throw new Problem(problemTypes['verify-token-wrong']);
      if (answer.kind === 'unusable-challenge') throw new Problem('invalid-request', { detail: 'hub.challenge' });
      return reply.type('text/plain; charset=utf-8').header('x-content-type-options', 'nosniff').send(answer.challenge);
    });
  },
});

const problemOf = (takenIn: Exclude<TakenIn, Kept>): Problem => {
  switch (takenIn) {
    case 'unknown-connection':
      return new Problem('not-found');
    case 'unauthentic':
      return new Problem(problemTypes['webhook-signature-invalid']);
    case 'not-json':
    case 'too-deep':
      return new Problem('malformed-body', { detail: takenIn });
  }
};

const retryAfterSeconds = '5';

/** Says to the sender that nothing was kept, and to whoever runs this what to look at; the log has the cause. */
const notKept = (error: unknown): unknown => {
  if (!(error instanceof SpoolFull || error instanceof SpoolUnwritable)) return error;
  const detail =
    error instanceof SpoolFull
      ? 'The database does not answer, and the spool is full. Nothing was kept: send it again.'
      : 'The database does not answer, and the spool cannot be written. Nothing was kept: send it again.';
  return new Problem('temporarily-unavailable', { detail, headers: { 'retry-after': retryAfterSeconds } });
};

/** A request without a body has none to sign, which the signature check then finds out. */
const bytesOf = (request: FastifyRequest): Uint8Array =>
  request.body instanceof Uint8Array ? request.body : new Uint8Array();

/** Node gives every header once, in lower case, but for those that may come several times. */
const headersOf = ({ headers }: FastifyRequest): HeaderValues => {
  const values: Record<string, string | undefined> = {};
  for (const name in headers) {
    const value = headers[name];
    values[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return values;
};
