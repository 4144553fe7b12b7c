import {
  applyDecorators,
  Injectable,
  SetMetadata,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';

import { ApiProblems } from './api-problems.js';
import { Authenticator, hasScope, isAuthenticated, rememberPrincipal, type ApiKeyScope } from './principal.js';
import { Problem } from './problem.js';

const scopesKey = 'whence:scopes';
const bearerPattern = /^bearer +([A-Za-z0-9._~+/-]+=*) *$/i;
const bearerCharactersMax = 512;

/** Lets a request through when its API key is valid and has every scope the handler asks for. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    // On a controller and on its handler the guard is asked twice, with the same scopes.
    if (isAuthenticated(request)) return true;
    const bearer = bearerOf(request.headers.authorization);
    if (bearer === undefined) throw unauthenticated('Send `Authorization: Bearer <API key>`.');
    const principal = await this.authenticator.authenticate(bearer);
    if (principal === undefined) throw unauthenticated('The API key is unknown or revoked.', 'error="invalid_token"');
    const needed = this.reflector.getAllAndOverride<readonly ApiKeyScope[]>(scopesKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    const missing = needed.filter((scope) => !hasScope(principal, scope));
    if (missing.length > 0) throw scopeMissing(missing);
    rememberPrincipal(request, principal);
    return true;
  }
}

/** Only for API keys with all of these scopes; on a controller or on one handler, where the handler's scopes win. */
export const Authenticated = (...scopes: readonly ApiKeyScope[]): MethodDecorator & ClassDecorator =>
  applyDecorators(
    SetMetadata(scopesKey, scopes),
    UseGuards(ApiKeyGuard),
    ApiProblems('unauthenticated', 'scope-missing'),
  );

const bearerOf = (header: string | undefined): string | undefined => {
  if (header === undefined || header.length > bearerCharactersMax) return undefined;
  return bearerPattern.exec(header)?.[1];
};

const unauthenticated = (detail: string, error?: string): Problem =>
  new Problem('unauthenticated', {
    detail,
    headers: { 'www-authenticate': ['Bearer realm="whence"', error].filter(Boolean).join(', ') },
  });

const scopeMissing = (missing: readonly string[]): Problem =>
  new Problem('scope-missing', {
    detail: `This needs the scope ${missing.join(' and ')}.`,
    headers: { 'www-authenticate': `Bearer realm="whence", error="insufficient_scope", scope="${missing.join(' ')}"` },
  });
