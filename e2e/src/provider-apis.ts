import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The APIs of Zernio and Meta on one port: each answer by its path and query, to the key that may see it. */
export class ProviderApis {
  private readonly answers = new Map<string, object>();

  private constructor(
    private readonly server: Server,
    private readonly url: string,
  ) {}

  static async serve(): Promise<ProviderApis> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const apis = new ProviderApis(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => {
      const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      const answer = apis.answers.get(`${key} ${request.url ?? ''}`);
      const refusal = { error: { message: 'Unsupported get request.', type: 'GraphMethodException', code: 100 } };
      response.writeHead(answer === undefined ? 400 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer ?? refusal));
    });
    return apis;
  }

  /** What makes a system ask here, every second. */
  get variables(): Readonly<Record<string, string>> {
    return {
      WHENCE_SUBSCRIPTION_CHECK_SECONDS: '1',
      ZERNIO_API_URL: `${this.url}/zernio`,
      META_GRAPH_URL: `${this.url}/graph`,
      META_INSTAGRAM_URL: `${this.url}/instagram`,
    };
  }

  answer(key: string, path: string, body: object): void {
    this.answers.set(`${key} ${path}`, body);
  }

  hangUp(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
