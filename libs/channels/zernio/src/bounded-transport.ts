import { readUpTo } from '@whence/platform/fetch';
import { asRecord, parseJson } from '@whence/platform/json';

const answerBytesMax = 8_000_000;
const depthMax = 64;

/** With every call of `@zernio/node`. */
export interface Transport {
  readonly parseAs: 'arrayBuffer';
  readonly redirect: 'error';
  readonly signal: AbortSignal;
  readonly fetch: (request: Request) => Promise<Response>;
}

/**
 * Zernio's client (0.2.881) has no limits of its own: it ignores its `timeout`, follows redirects, and reads whatever comes. As
 * bytes, so that ids beyond 2^53 stay exact.
 */
export const boundedTransport = (signal: AbortSignal, onHeaders?: (headers: Headers) => void): Transport => ({
  parseAs: 'arrayBuffer',
  redirect: 'error',
  signal,
  fetch: async (request) => {
    const response = await fetch(request);
    onHeaders?.(response.headers);
    const body = await readUpTo(response.body, answerBytesMax);
    return new Response(body.length === 0 ? null : body, response);
  },
});

/** What such a call answered; undefined where it is no JSON. */
export const bodyOf = (answer: unknown): unknown => {
  const data = asRecord(answer)?.['data'];
  const parsed = data instanceof ArrayBuffer ? parseJson(new Uint8Array(data), { depthMax }) : undefined;
  return parsed?.kind === 'json' ? parsed.value : undefined;
};
