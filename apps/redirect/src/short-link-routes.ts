import { problemTypes } from '@whence/contracts-http';
import { Problem, problemAnswer, type ProblemType, type RawScope } from '@whence/platform/http';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { FollowedLink, FollowLink, LinkRequest } from './follow-link.js';
import { plainPage } from './plain-page.js';

interface Path {
  readonly key: string;
}

// A cached redirect would hand one person's click to the next, and a referrer would tell the platform where the link was.
const neverKept = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' } as const;

/** `GET` and `HEAD {prefix}/:key`, in a bare Fastify scope. */
export const shortLinkRoutes = (followLink: FollowLink, pathPrefix: string): RawScope => ({
  paths: { [`${pathPrefix}/{key}`]: { get: documentation } },
  addRoutes: (scope) => {
    // A logger for each request would cost a tenth of answering it, and nothing is logged by it.
    scope.setChildLoggerFactory((logger) => logger);
    scope.route<{ Params: Path }>({
      method: ['GET', 'HEAD'],
      url: `${pathPrefix}/:key`,
      handler: async (request, reply) => {
        const followed = await followLink.run(linkRequestOf(request, request.params.key));
        if (followed.kind === 'sent-on') {
          return reply
            .status(302)
            .headers({ ...neverKept, location: followed.target })
            .send();
        }
        return nowhere(refusalOf(followed), request, reply);
      },
    });
  },
});

const problemOrPage = (description: string) => {
  const { content } = problemAnswer(description);
  return { description, content: { ...content, 'text/html': { schema: { type: 'string' as const } } } };
};

const documentation = {
  tags: ['Short links'],
  summary: 'Follow a short link: the click is kept, then the person is sent to the chat',
  security: [],
  parameters: [{ name: 'key', in: 'path' as const, required: true, schema: { type: 'string' as const } }],
  responses: {
    302: {
      description: 'To the chat, with this click in its ref or text.',
      headers: { Location: { schema: { type: 'string' as const, format: 'uri' } } },
    },
    404: problemOrPage('No link has this key.'),
    410: problemOrPage('The link is disabled, has expired, or is not active yet.'),
    503: problemOrPage('The click cannot be kept, or the link cannot be looked up right now: try again.'),
  },
};

const linkRequestOf = ({ method, ip, headers }: FastifyRequest, key: string): LinkRequest => ({
  key,
  method,
  address: ip,
  userAgent: headers['user-agent'] ?? '',
  purpose: textOf(headers['sec-purpose'] ?? headers['purpose'] ?? headers['x-moz']),
  referrer: headers.referer,
  acceptLanguage: headers['accept-language'],
});

const textOf = (header: string | readonly string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : header?.join(' ');

interface Refusal {
  readonly problem: ProblemType;
  readonly detail?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const refusalOf = (followed: Exclude<FollowedLink, { readonly kind: 'sent-on' }>): Refusal => {
  switch (followed.kind) {
    case 'unknown-link':
      return { problem: problemTypes['not-found'] };
    case 'link-not-active':
      return { problem: problemTypes['link-not-active'] };
    case 'links-unavailable':
      return {
        problem: problemTypes['temporarily-unavailable'],
        detail: followed.why,
        headers: { 'retry-after': '5' },
      };
  }
};

/** People get a sentence to read, programs a problem. */
const nowhere = ({ problem, detail, headers }: Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const sent = { ...neverKept, ...headers };
  if (!(request.headers.accept ?? '').includes('text/html')) {
    throw new Problem(problem, { headers: sent, ...(detail === undefined ? {} : { detail }) });
  }
  return reply
    .status(problem.status)
    .headers({ ...sent, 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff' })
    .send(plainPage(problem.title));
};
