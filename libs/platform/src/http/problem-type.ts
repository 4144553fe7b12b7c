/** One kind of problem, as clients know it. Its code and status never change once published. */
export interface ProblemType {
  /** Stable, kebab-case: what a client's program looks at. */
  readonly code: string;
  readonly title: string;
  readonly status: number;
}

const problemTypeBase = 'https://whence.dev/problems/';

/** The stable `type` of a problem (RFC 9457). */
export const problemTypeUri = ({ code }: ProblemType): string => `${problemTypeBase}${code}`;

/**
 * What HTTP itself can get wrong, whatever is served. The problem catalogue of the HTTP contract has these and those of
 * every context; a test keeps the two equal.
 */
const transportProblems = {
  'malformed-body': { title: 'The body is not usable JSON', status: 400 },
  'invalid-request': { title: 'The request does not fit the documented shape', status: 400 },
  'idempotency-key-malformed': { title: 'The Idempotency-Key cannot be used', status: 400 },
  unauthenticated: { title: 'A valid API key is needed', status: 401 },
  'scope-missing': { title: 'The API key does not have the scope that this needs', status: 403 },
  'not-found': { title: 'There is no such thing here', status: 404 },
  'unknown-reference': { title: 'The request names something that does not exist here', status: 404 },
  'method-not-allowed': { title: 'This path does not take that method', status: 405 },
  'request-timeout': { title: 'The request took too long to arrive', status: 408 },
  conflict: { title: 'The request contradicts what is stored', status: 409 },
  'already-taken': { title: 'A value that must be unique belongs to something else', status: 409 },
  'idempotency-key-reused': { title: 'The Idempotency-Key was used with another body', status: 409 },
  'idempotency-key-in-progress': { title: 'The first request with this Idempotency-Key is still at work', status: 409 },
  'body-too-large': { title: 'The body is too large', status: 413 },
  'url-too-long': { title: 'The URL is too long', status: 414 },
  'unsupported-media-type': { title: 'The body must be application/json', status: 415 },
  'headers-too-large': { title: 'The headers are too large', status: 431 },
  'internal-error': { title: 'Something failed on our side', status: 500 },
  'temporarily-unavailable': { title: 'Not available right now: try again', status: 503 },
} as const satisfies Record<string, Omit<ProblemType, 'code'>>;

export type TransportProblemCode = keyof typeof transportProblems;

export const transportProblem = (code: TransportProblemCode): ProblemType => ({ code, ...transportProblems[code] });

export const allTransportProblems = (): readonly ProblemType[] =>
  Object.entries(transportProblems).map(([code, rest]) => ({ code, ...rest }));
