import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { sendProblem } from './problem-reply.js';
import { Problem } from './problem.js';
import type { RouteTable } from './route-table.js';
import { toProblem } from './to-problem.js';

/** Answers every failure as `application/problem+json`, and logs those that are ours. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  constructor(private readonly routes: RouteTable) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = request.is404 ? this.noRoute(request) : toProblem(error);
    if (problem.status >= 500) this.log(problem, error, request);
    sendProblem(http.getResponse<FastifyReply>(), problem);
  }

  private noRoute(request: FastifyRequest): Problem {
    const [path = ''] = request.url.split('?');
    const methods = this.routes.methodsOf(path);
    if (methods.length === 0) return new Problem('not-found');
    return new Problem('method-not-allowed', { headers: { allow: methods.join(', ') } });
  }

  private log(problem: Problem, error: unknown, request: FastifyRequest): void {
    const line = {
      message: 'a request failed',
      problem: problem.code,
      method: request.method,
      route: request.routeOptions.url,
      error,
    };
    if (problem.code === 'internal-error') this.logger.error(line);
    else this.logger.warn(line);
  }
}
