import type { FastifyInstance } from 'fastify';

interface KnownRoute {
  readonly methods: readonly string[];
  readonly matches: RegExp;
}

/** Every route of a server, to tell "no such path" from "not with this method". */
export class RouteTable {
  private readonly routes: KnownRoute[] = [];

  /** Notes all routes added to the server from now on. */
  constructor(server: FastifyInstance) {
    server.addHook('onRoute', ({ method, url }) => {
      this.routes.push({ methods: [method].flat(), matches: patternOf(url) });
    });
  }

  /** The methods that this path takes, sorted; none where there is no such path. */
  methodsOf(path: string): readonly string[] {
    const methods = this.routes.filter(({ matches }) => matches.test(path)).flatMap((route) => route.methods);
    return [...new Set(methods)].sort();
  }
}

const patternOf = (url: string): RegExp => {
  const source = url
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '[^/]+' : segment.split('*').map(escape).join('.*')))
    .join('/');
  return new RegExp(`^${source}$`);
};

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
