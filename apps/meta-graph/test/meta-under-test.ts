import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Meta's Graph as far as subscriptions go: each answer by its path and query, for each token. */
export class MetaUnderTest {
  readonly refuses = new Set<string>();
  private readonly answers = new Map<string, Record<string, object>>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<MetaUnderTest> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const meta = new MetaUnderTest(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => {
      const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      const { status, body } = meta.answer(token, request.url ?? '');
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    return meta;
  }

  /** To be changed at will. */
  answersTo(token: string): Record<string, object> {
    const answers = this.answers.get(token) ?? {};
    this.answers.set(token, answers);
    return answers;
  }

  hangUp(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(token: string, path: string): { readonly status: number; readonly body: object } {
    const answers = this.refuses.has(token) ? undefined : this.answers.get(token);
    if (answers === undefined) return { status: 401, body: refusal('Error validating access token', 190) };
    const body = answers[path];
    return body === undefined ? { status: 400, body: refusal('Unsupported get request.', 100) } : { status: 200, body };
  }
}

const refusal = (message: string, code: number) => ({
  error: { message, type: 'OAuthException', code, fbtrace_id: 'A1' },
});
