import type { FastifyInstance, FastifyReply } from 'fastify';

import type { EventCatalogue } from '../../kafka/event-catalogue.js';
import { contentSecurityPolicy, page, pageFiles } from './page-files.js';
import { prepareForPage } from './prepare-for-page.js';

/** How long a browser may keep what comes from npm; a new version of Whence may bring a new one. */
const componentSeconds = 3_600;

/**
 * The published events: a page at `/events`, the AsyncAPI document at `/events.json`, each JSON Schema at
 * `/events/schemas/<name>.json`. Nothing of it is secret, nothing comes from elsewhere.
 */
export const addEventsPage = (
  server: FastifyInstance,
  catalogue: EventCatalogue | undefined,
  topicPrefix: string,
): void => {
  const documents = catalogue?.documentsAt?.({ topicPrefix, schemasAt: './events/schemas/' });
  if (documents === undefined) return;
  server.get('/events', (_request, reply) => send(reply, 'text/html', page));
  server.get('/events.json', (_request, reply) => send(reply, 'application/json', json(documents.document)));
  for (const [name, schema] of documents.schemas) {
    server.get(`/events/schemas/${name}`, (_request, reply) => send(reply, 'application/schema+json', json(schema)));
  }
  const prepared = json(prepareForPage(documents));
  server.get('/events/page/document.json', (_request, reply) => send(reply, 'application/json', prepared));
  for (const [name, { mediaType, content }] of Object.entries(pageFiles)) {
    server.get(`/events/page/${name}`, (_request, reply) => {
      reply.header('cache-control', `public, max-age=${componentSeconds}`);
      return send(reply, mediaType, content());
    });
  }
};

const json = (document: object): string => JSON.stringify(document);

const send = (reply: FastifyReply, mediaType: string, content: string | Buffer): FastifyReply =>
  reply
    .headers({
      'content-type': `${mediaType}; charset=utf-8`,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
    })
    .send(content);
