import { asRecord, idOf, textOf, type JsonRecord } from '../json/index.js';
import { fetchJson, Unanswered, whyUnanswered } from './fetch-json.js';

/** Graph answered with an error: it refused the key, or what was asked with it. */
export class GraphRefusal extends Error {
  constructor(
    message: string,
    /** Meta's own; 190 is a token that is no good any more. */
    readonly code: string | undefined,
  ) {
    super(message);
    this.name = 'GraphRefusal';
  }
}

export interface GraphPlace {
  /** With the version, such as `https://graph.facebook.com/v25.0`. */
  readonly baseUrl: string;
  readonly accessToken: string;
  readonly timeoutMs: number;
}

/** Asks Meta's Graph with one token; throws `GraphRefusal`, and `Unanswered` where nobody answers. */
export class Graph {
  constructor(private readonly place: GraphPlace) {}

  async get(path: string): Promise<JsonRecord> {
    const { baseUrl, accessToken, timeoutMs } = this.place;
    const { status, body } = await fetchJson({ url: `${baseUrl}${path}`, bearer: accessToken, timeoutMs });
    const answer = asRecord(body) ?? {};
    const error = asRecord(answer['error']);
    if (error === undefined && status === 200) return answer;
    const code = idOf(error?.['code']);
    const message = [status, textOf(error?.['message']), code === undefined ? undefined : `(code ${code})`];
    throw new GraphRefusal(message.filter((part) => part !== undefined).join(' '), code);
  }

  /** What an answer is not needed for; undefined where it is refused. */
  async getIfAllowed(path: string): Promise<JsonRecord | undefined> {
    try {
      return await this.get(path);
    } catch (error) {
      if (error instanceof GraphRefusal) return undefined;
      throw error;
    }
  }
}

/** Why asking Graph came to nothing, in one line without the token. */
export const whyGraphFailed = (error: unknown): string =>
  `Meta: ${error instanceof GraphRefusal || error instanceof Unanswered ? error.message : whyUnanswered(error)}`;

/** The items of `data`; an answer without it tells nothing, and must not be read as an empty list. */
export const dataOf = (answer: JsonRecord): readonly JsonRecord[] => {
  const { data } = answer as { readonly data?: unknown };
  if (!Array.isArray(data)) throw new GraphRefusal('an answer without data', undefined);
  return data.map((item) => asRecord(item) ?? {});
};
