import { parseJson } from '../json/parse-json.js';
import { AnswerTooLongViolation, readUpTo } from './read-up-to.js';

export interface JsonQuestion {
  readonly url: string;
  /** Goes into the Authorization header, and nowhere else. */
  readonly bearer: string;
  readonly timeoutMs: number;
}

export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Nobody answered, or not with JSON; the message says what happened instead, in one line and without the URL. */
export class Unanswered extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Unanswered';
  }
}

const answerBytesMax = 1_000_000;
const depthMax = 32;

/** Asks another server with GET. A redirect is not followed: the bearer is for nobody else. Throws `Unanswered`. */
export const fetchJson = async ({ url, bearer, timeoutMs }: JsonQuestion): Promise<JsonAnswer> => {
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${bearer}`, accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const parsed = parseJson(await bytesOf(response), { depthMax });
    if (parsed.kind !== 'json') throw new Unanswered(`${response.status}: the answer is no JSON`);
    return { status: response.status, body: parsed.value };
  } catch (error) {
    throw error instanceof Unanswered ? error : new Unanswered(whyUnanswered(error));
  }
};

const bytesOf = ({ status, body }: Response): Promise<Uint8Array> =>
  readUpTo(body, answerBytesMax).catch((error: unknown) => {
    throw error instanceof AnswerTooLongViolation ? new Unanswered(`${status}: ${error.message}`) : error;
  });

/** Why a request came to nothing, in one line without the URL. Read by shape: such errors come from other realms, too. */
export const whyUnanswered = (error: unknown): string => {
  const { name, cause } = (error ?? {}) as { readonly name?: unknown; readonly cause?: { readonly code?: unknown } };
  if (name === 'TimeoutError' || name === 'AbortError') return 'no answer in time';
  return typeof cause?.code === 'string' ? `no answer: ${cause.code}` : 'no answer';
};
