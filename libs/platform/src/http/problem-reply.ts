import type { FastifyReply } from 'fastify';

import type { Problem } from './problem.js';

export const problemMediaType = 'application/problem+json; charset=utf-8';

/** Sends a problem, unless an answer is already on its way. */
export const sendProblem = (reply: FastifyReply, problem: Problem): void => {
  if (reply.sent) return;
  reply
    .status(problem.status)
    .headers(problem.facts.headers ?? {})
    .header('content-type', problemMediaType)
    .serializer((document) => JSON.stringify(document))
    .send(problem.toDocument());
};
