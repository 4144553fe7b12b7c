import { HttpException } from '@nestjs/common';

import { isPassingFault } from '../postgres/passing-fault.js';
import type { TransportProblemCode } from './problem-type.js';
import { Problem } from './problem.js';

const byFastifyCode: Readonly<Record<string, TransportProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed-body',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-body',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-body',
  FST_ERR_MAX_PARAM_LENGTH: 'url-too-long',
  FST_ERR_BAD_URL: 'invalid-request',
};

const byStatus: Readonly<Record<number, TransportProblemCode>> = {
  400: 'invalid-request',
  401: 'unauthenticated',
  // Missing scopes are problems already: this is a path that steps out of the folder of the docs.
  403: 'not-found',
  404: 'not-found',
  405: 'method-not-allowed',
  408: 'request-timeout',
  409: 'conflict',
  413: 'body-too-large',
  414: 'url-too-long',
  415: 'unsupported-media-type',
  431: 'headers-too-large',
  503: 'temporarily-unavailable',
};

// PostgreSQL takes no NUL and no lone surrogate in a text (22021, 22P05): such a path or query is the sender's mistake.
const untakeableText = new Set(['22021', '22P05']);

/** The one place where an error becomes an answer. What nobody foresaw is `internal-error`, and says nothing of itself. */
export const toProblem = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  const known = byFastifyCode[codeOf(causeOf(error)) ?? ''];
  if (known !== undefined) return new Problem(known);
  if (error instanceof HttpException) return fromHttpException(error);
  if (isPassingFault(error)) return new Problem('temporarily-unavailable', { headers: { 'retry-after': '5' } });
  if (untakeableText.has(codeOf(error) ?? '')) {
    return new Problem('invalid-request', { detail: 'The request holds a character that no text can hold.' });
  }
  return new Problem('internal-error');
};

const fromHttpException = (error: HttpException): Problem => {
  const code = byStatus[error.getStatus()];
  if (code === undefined) return new Problem(error.getStatus() < 500 ? 'invalid-request' : 'internal-error');
  return new Problem(code, code === 'not-found' ? {} : { detail: error.message });
};

/** Nest wraps Fastify's errors. */
const causeOf = (error: unknown): unknown => (error instanceof HttpException ? error.cause : error);

const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
