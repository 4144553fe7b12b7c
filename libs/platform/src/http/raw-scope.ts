import type { HttpAdapterHost } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';

/** Largest webhook delivery that is read. */
const rawBodyBytesMax = 3_000_000;

/** OpenAPI paths, as far as they are told by hand. */
export type DocumentedPaths = OpenAPIObject['paths'];

/** Bare routes are no controllers, so the document does not know them by itself. */
const documented = new WeakMap<FastifyInstance, DocumentedPaths>();

/** What was said about the bare routes of a server. */
export const documentedPathsOf = (server: FastifyInstance): DocumentedPaths => documented.get(server) ?? {};

export interface RawScope {
  readonly addRoutes: (scope: FastifyInstance) => void;
  /** The same routes for the OpenAPI document. */
  readonly paths: DocumentedPaths;
}

/**
 * Adds bare Fastify routes whose bodies arrive as the exact bytes (`request.body` is a `Buffer`, at most 3 MB), beside
 * the JSON API of the same server, which they do not touch. Call it in `onModuleInit`.
 */
export const registerRawScope = (host: HttpAdapterHost, { addRoutes, paths }: RawScope): void => {
  const server = host.httpAdapter.getInstance<FastifyInstance>();
  documented.set(server, { ...documentedPathsOf(server), ...paths });
  server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: rawBodyBytesMax }, (_request, body, parsed) =>
      parsed(null, body),
    );
    addRoutes(scope);
    done();
  });
};
