import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a request goes: the processes that can take it, and the path they are asked for. */
export interface Route {
  readonly targets: readonly string[];
  readonly path: string;
}

/** Hop-by-hop headers belong to one connection (RFC 9110, section 7.6.1). */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * A reverse proxy, as an ingress stands before apps: bodies are streamed, status, headers and redirects are passed on as
 * they are, and an app that is not there is a 502. What was sent once is never sent again.
 */
export class Gateway {
  private turn = 0;

  private constructor(
    private readonly server: Server,
    private readonly routeOf: (path: string) => Route,
  ) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const { targets, path } = this.routeOf(request.url ?? '/');
      const first = targets.length === 0 ? 0 : (this.turn += 1) % targets.length;
      forward([...targets.slice(first), ...targets.slice(0, first)], path, { request, response });
    });
  }

  static async start(routeOf: (path: string) => Route): Promise<Gateway> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Gateway(server, routeOf);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const forward = ([target, ...others]: readonly string[], path: string, exchange: Exchange): void => {
  const { request, response } = exchange;
  if (target === undefined) return badGateway(response);
  // A connection of its own for each: one that is kept may be closed by the app just when it is used again.
  const onward = ask(new URL(path, target), { method: request.method, headers: headersOf(request), agent: false });
  let isConnected = false;
  onward.once('socket', (socket) =>
    socket.once('connect', () => {
      isConnected = true;
      request.pipe(onward);
    }),
  );
  onward.once('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, endToEnd(answer.rawHeaders));
    answer.pipe(response);
    answer.once('error', () => response.destroy());
  });
  onward.once('error', () => {
    // Nothing was sent to a process that let nobody in: the next may be asked.
    if (!isConnected) return forward(others, path, exchange);
    if (response.headersSent) response.destroy();
    else badGateway(response);
  });
  response.once('close', () => onward.destroy());
};

const badGateway = (response: ServerResponse): void => {
  response.writeHead(502, { 'content-type': 'text/plain', connection: 'close' });
  response.end('no process answers\n');
};

/** With whom the request comes from, as proxies say it. */
const headersOf = (request: IncomingMessage): string[] => {
  const from = [request.headers['x-forwarded-for'], request.socket.remoteAddress].flat();
  const kept = endToEnd(request.rawHeaders, (name) => name !== 'x-forwarded-for');
  return [...kept, 'x-forwarded-for', from.filter((one) => one !== undefined).join(', '), 'connection', 'close'];
};

/** Names and values in turn, as Node has them, without what concerns one connection only. */
const endToEnd = (raw: readonly string[], isKept: (name: string) => boolean = () => true): string[] => {
  const kept: string[] = [];
  for (let place = 0; place + 1 < raw.length; place += 2) {
    const [name = '', value = ''] = raw.slice(place, place + 2);
    if (!hopByHop.has(name.toLowerCase()) && isKept(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
};
