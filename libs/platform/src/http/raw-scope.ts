import type { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';

/** Largest webhook delivery that is read. */
const rawBodyBytesMax = 3_000_000;

/**
 * Adds bare Fastify routes whose bodies arrive as the exact bytes (`request.body` is a `Buffer`, at most 3 MB), beside
 * the JSON API of the same server, which they do not touch. Call it in `onModuleInit`.
 */
export const registerRawScope = (host: HttpAdapterHost, addRoutes: (scope: FastifyInstance) => void): void => {
  const server = host.httpAdapter.getInstance<FastifyInstance>();
  server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: rawBodyBytesMax }, (_request, body, parsed) =>
      parsed(null, body),
    );
    addRoutes(scope);
    done();
  });
};
