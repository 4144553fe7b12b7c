import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Zernio's API as far as subscriptions go: each answer by its path, to one key. */
export class ZernioUnderTest {
  answers: Record<string, object> = {};

  private constructor(
    private readonly server: Server,
    readonly apiUrl: string,
    public acceptedKey: string,
  ) {}

  static async start(acceptedKey: string): Promise<ZernioUnderTest> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
    const zernio = new ZernioUnderTest(server, apiUrl, acceptedKey);
    server.on('request', (request, response) => {
      const { pathname } = new URL(request.url ?? '', apiUrl);
      const isAccepted = request.headers.authorization === `Bearer ${zernio.acceptedKey}`;
      const answer = zernio.answers[pathname.replace(/^\/api/, '')];
      const status = isAccepted ? (answer === undefined ? 404 : 200) : 401;
      const body = status === 200 ? answer : { error: isAccepted ? 'Not found' : 'Invalid API key' };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    return zernio;
  }

  hangUp(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
