export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

const pageItems = 200;
const requestTimeoutMs = 20_000;

/** The HTTP API, asked with one key. */
export class Api {
  constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  /** The answer, whatever its status. */
  async ask<Body>(method: string, path: string, body?: object): Promise<Answer<Body>> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(requestTimeoutMs),
    });
    return { status: response.status, body: (await response.json()) as Body };
  }

  get<Body>(path: string): Promise<Body> {
    return this.expect<Body>(200, 'GET', path);
  }

  post<Body>(path: string, body: object): Promise<Body> {
    return this.expect<Body>(201, 'POST', path, body);
  }

  put<Body>(path: string, body: object): Promise<Body> {
    return this.expect<Body>(200, 'PUT', path, body);
  }

  patch<Body>(path: string, body: object): Promise<Body> {
    return this.expect<Body>(200, 'PATCH', path, body);
  }

  delete<Body>(path: string): Promise<Body> {
    return this.expect<Body>(200, 'DELETE', path);
  }

  /** Every item of a list, page after page. */
  async all<Item>(path: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    const start = `${path}${path.includes('?') ? '&' : '?'}limit=${pageItems}`;
    for (let next = start; ;) {
      const page = await this.get<Page<Item>>(next);
      items.push(...page.items);
      if (page.nextCursor === null) return items;
      next = `${start}&cursor=${encodeURIComponent(page.nextCursor)}`;
    }
  }

  private async expect<Body>(status: number, ...request: Parameters<Api['ask']>): Promise<Body> {
    const answer = await this.ask<Body>(...request);
    if (answer.status === status) return answer.body;
    const [method, path] = request;
    throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
}
