import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, unless it is text already. */
  readonly body?: unknown;
}

/** An HTTP server that answers by path and query, and remembers what it was asked. */
export class ScriptedApi {
  readonly asked: { readonly url: string; readonly headers: IncomingHttpHeaders }[] = [];
  private readonly script = new Map<string, ScriptedAnswer[]>();
  private readonly server = createServer(({ url = '', headers }, response) => {
    this.asked.push({ url, headers });
    const { status = 200, headers: more = {}, body = {} } = this.nextFor(url) ?? { status: 404 };
    response.writeHead(status, { 'content-type': 'application/json', ...more });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  forget(): void {
    this.script.clear();
    this.asked.length = 0;
  }

  /** Answers of what begins with this path, one after the other; the last of them from then on. */
  answers(path: string, ...answers: readonly ScriptedAnswer[]): void {
    this.script.set(path, [...answers]);
  }

  private nextFor(url: string): ScriptedAnswer | undefined {
    const path = url.split('?')[0]?.replace('/api/v1/inbox/conversations', '') ?? '';
    const answers = this.script.get(path) ?? [];
    return answers.length > 1 ? answers.shift() : answers[0];
  }
}
