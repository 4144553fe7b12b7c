import type { Socket } from 'node:net';

import { FastifyAdapter } from '@nestjs/platform-fastify';
import { LogController, type FastifyInstance, type FastifyServerOptions } from 'fastify';

import { logOptions, type LogStream } from '../telemetry/log-options.js';
import { acceptJsonBodies } from './json-body.js';
import { problemMediaType, sendProblem } from './problem-reply.js';
import type { TransportProblemCode } from './problem-type.js';
import { Problem } from './problem.js';
import { toProblem } from './to-problem.js';

const apiBodyBytesMax = 102_400;
/** Path parameters are ids, keys and codes; the longest is a link's key. */
const pathParameterCharactersMax = 200;
const connectionsMax = 10_000;
const headersMs = 15_000;
const requestMs = 30_000;
const timeoutCheckMs = 5_000;
const idleConnectionMs = 65_000;

interface ServerSettings {
  readonly logStream: LogStream | undefined;
  /** Addresses and networks whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[] | undefined;
}

/** A Fastify server with every limit set: a slow or hostile client cannot hold a socket, a body or a header for long. */
export const createFastifyAdapter = ({ logStream, trustedProxies }: ServerSettings): FastifyAdapter => {
  const adapter = new FastifyAdapter({
    trustProxy: trustedProxies === undefined ? false : [...trustedProxies],
    // What still comes on an open connection is answered, not refused; the connection is closed after it.
    return503OnClosing: false,
    logger: logOptions(logStream),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: apiBodyBytesMax,
    requestTimeout: requestMs,
    keepAliveTimeout: idleConnectionMs,
    http: { headersTimeout: headersMs, connectionsCheckingInterval: timeoutCheckMs },
    routerOptions: { maxParamLength: pathParameterCharactersMax },
    frameworkErrors: answerUnroutable,
    clientErrorHandler: answerClientError,
  });
  const server = adapter.getInstance<FastifyInstance>();
  server.server.maxConnections = connectionsMax;
  acceptJsonBodies(server);
  return adapter;
};

/** The router could not read the URL; no hook and no handler has run. */
const answerUnroutable: NonNullable<FastifyServerOptions['frameworkErrors']> = (error, _request, reply) =>
  sendProblem(reply, toProblem(error));

const byNodeCode: Readonly<Record<string, TransportProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

/** Node could not even read a request: there is no reply object, only the socket. */
const answerClientError = (error: Error & { readonly code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = new Problem(byNodeCode[error.code ?? ''] ?? 'invalid-request');
  const body = JSON.stringify(problem.toDocument());
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.code}\r\ncontent-type: ${problemMediaType}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
};
