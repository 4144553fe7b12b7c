import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Meta's Graph as far as subscriptions go: each answer by its path and query, to one token. A number is an error's code. */
export class GraphUnderTest {
  readonly asked: string[] = [];
  answers: Record<string, object | number> = {};

  private constructor(
    private readonly server: Server,
    readonly url: string,
    private readonly accessToken: string,
  ) {}

  static async start(accessToken: string): Promise<GraphUnderTest> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const graph = new GraphUnderTest(server, url, accessToken);
    server.on('request', (request, response) => {
      const path = request.url ?? '';
      graph.asked.push(path);
      const answer = graph.answerTo(path, request.headers.authorization);
      const status = typeof answer === 'number' ? (answer === 190 ? 401 : 400) : 200;
      const body = typeof answer === 'number' ? refusal(answer) : answer;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    return graph;
  }

  hangUp(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answerTo(path: string, authorization: string | undefined): object | number {
    return authorization === `Bearer ${this.accessToken}` ? (this.answers[path] ?? 100) : 190;
  }
}

const refusal = (code: number) => ({
  error: {
    message: code === 190 ? 'Invalid OAuth access token.' : 'Unsupported get request.',
    type: code === 190 ? 'OAuthException' : 'GraphMethodException',
    code,
    fbtrace_id: 'A1',
  },
});
