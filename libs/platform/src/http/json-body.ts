import type { FastifyInstance } from 'fastify';

import { parseJson } from '../json/index.js';
import { Problem } from './problem.js';

const depthMax = 64;

/**
 * Reads API bodies: JSON and nothing else. Depth is limited before anything walks the body, integers beyond 2^53 are
 * never rounded, and a text that PostgreSQL could not hold is refused rather than changed.
 */
export const acceptJsonBodies = (server: FastifyInstance): void => {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, bytes, done) => {
    if (bytes.length === 0) return done(null, undefined);
    const parsed = parseJson(bytes as Buffer, { depthMax });
    if (parsed.kind === 'not-json') return done(malformed('It is not JSON.'));
    if (parsed.kind === 'too-deep') return done(malformed(`It is nested deeper than ${depthMax} levels.`));
    if (parsed.wasCleaned)
      return done(malformed('It holds bytes that are not UTF-8, or a character that no text can hold.'));
    if (namesThePrototype(parsed.value)) return done(malformed('It has a member named `__proto__` or `constructor`.'));
    done(null, parsed.value);
  });
};

// Harmless to us, dropped in silence by what validates bodies, and sent by nobody who means well.
const prototypeNames = new Set(['__proto__', 'constructor']);

const namesThePrototype = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).some(([name, member]) => prototypeNames.has(name) || namesThePrototype(member));

const malformed = (detail: string): Problem => new Problem('malformed-body', { detail });
