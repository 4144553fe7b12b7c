import { randomUUID } from 'node:crypto';

import { SimulationProblem } from '../simulation-problem.js';
import { patientFetch, reasonOf } from './patient-fetch.js';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

const pageLimit = 200;

/** Whence's API, as any program outside uses it. Throws `SimulationProblem` where it refuses. */
export class Api {
  constructor(
    readonly url: string,
    private readonly key: string,
  ) {}

  /** Says in plain words what is wrong where nobody answers, or the key is not taken. */
  async greet(): Promise<void> {
    const response = await fetch(`${this.url}/v1/backlog`, { headers: this.headers }).catch((error: unknown) => {
      throw new SimulationProblem(
        `nobody answers at ${this.url} (${reasonOf(error)}): start Whence with npm start, or say where it is with --url`,
      );
    });
    if (response.status === 401 || response.status === 403) {
      throw new SimulationProblem(
        `${this.url} refuses the API key (${response.status}): give an owner key of this Whence with --key`,
      );
    }
    await this.bodyOf(response, 'GET /v1/backlog');
  }

  async get<Body>(path: string): Promise<Body> {
    return (await this.bodyOf(
      await patientFetch(`${this.url}${path}`, { headers: this.headers }),
      `GET ${path}`,
    )) as Body;
  }

  /** Creates once, however often it has to be asked. */
  async post<Body>(path: string, body: unknown): Promise<Body> {
    const headers = { ...this.headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const request = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await this.bodyOf(await patientFetch(`${this.url}${path}`, request), `POST ${path}`)) as Body;
  }

  /** All pages of a list. `path` has a query already. */
  async all<Item>(path: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const next: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: Page<Item> = await this.get<Page<Item>>(`${path}&limit=${pageLimit}${next}`);
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  }

  private get headers(): Readonly<Record<string, string>> {
    return { authorization: `Bearer ${this.key}`, accept: 'application/json' };
  }

  private async bodyOf(response: Response, request: string): Promise<unknown> {
    const text = await response.text();
    if (!response.ok) throw new SimulationProblem(`${request} was answered with ${response.status}: ${text}`);
    return JSON.parse(text) as unknown;
  }
}
