import { connect, type Socket } from 'node:net';

/** One request, ready to be written to a socket again and again. */
export interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface AskerOptions {
  readonly url: URL;
  readonly requests: readonly Request[];
  /** The first request of this asker: each one starts elsewhere. */
  readonly startAt: number;
  /** Hears of every answer. Status 0 stands for a connection that broke or an answer that could not be read. */
  readonly onAnswer: (status: number, durationMs: number) => void;
}

export const writeRequest = ({ method, path, headers, body = '' }: Request, host: string): Buffer => {
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}`);
  if (body !== '') lines.push(`content-length: ${Buffer.byteLength(body)}`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
};

/** The status of a whole answer; undefined while there is more to come. */
export const readAnswer = (text: string): number | undefined => {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const length = /\r\ncontent-length: (\d+)/i.exec(text);
  if (length === null) return 0;
  return text.length < headEnd + 4 + Number(length[1]) ? undefined : Number(text.slice(9, 12));
};

/**
 * One connection that asks, waits for the answer, and asks again. It reads no more of an answer than it must: the load
 * generator shares the machine with the servers, and what it costs is taken from them.
 */
export const ask = ({ url, requests, startAt, onAnswer }: AskerOptions): Socket => {
  const written = requests.map((request) => writeRequest(request, url.host));
  const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
  let place = startAt;
  let askedAt = 0;
  let text = '';
  const next = (): void => {
    text = '';
    askedAt = performance.now();
    socket.write(written[place++ % written.length] ?? '');
  };
  socket.on('connect', next);
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    const status = readAnswer(text);
    if (status === undefined) return;
    onAnswer(status, performance.now() - askedAt);
    next();
  });
  socket.on('error', () => onAnswer(0, 0));
  socket.on('end', () => onAnswer(0, 0));
  return socket;
};
