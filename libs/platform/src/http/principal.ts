import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** What an API key may be allowed to do. An owner key has `*`, which is all of it. */
export const apiScopes = [
  'catalog:read',
  'catalog:write',
  'attribution:read',
  'attribution:write',
  'messages:read',
  'analytics:read',
  'money:read',
  'money:write',
  'connections:write',
] as const;

export type ApiKeyScope = (typeof apiScopes)[number];

export const everyScope = '*';

/** Who makes a request. The workspace comes from the key, never from the request. */
export interface Principal {
  readonly workspaceId: string;
  readonly keyId: string;
  readonly scopes: readonly string[];
}

/** Knows which key belongs to whom. */
export abstract class Authenticator {
  /** The principal of a bearer text, or nothing where it is not a valid key. */
  abstract authenticate(bearer: string): Promise<Principal | undefined>;
}

export const hasScope = (principal: Principal, scope: ApiKeyScope): boolean =>
  principal.scopes.includes(everyScope) || principal.scopes.includes(scope);

const principals = new WeakMap<FastifyRequest, Principal>();

export const rememberPrincipal = (request: FastifyRequest, principal: Principal): void => {
  principals.set(request, principal);
};

export const isAuthenticated = (request: FastifyRequest): boolean => principals.has(request);

/** The principal of a request behind `Authenticated`; throws where a handler is not, which is a defect. */
export const principalOf = (request: FastifyRequest): Principal => {
  const principal = principals.get(request);
  if (principal === undefined) throw new Error('the handler is not behind @Authenticated');
  return principal;
};

/** Hands the principal to a handler behind `Authenticated`. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal =>
  principalOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
