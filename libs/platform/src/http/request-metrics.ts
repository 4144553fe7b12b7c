import type { FastifyInstance } from 'fastify';

import type { Metrics } from '../telemetry/metrics.js';

const secondsBuckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts and times every request by method, route pattern and status; never by URL, which has no bound. */
export const measureRequests = (server: FastifyInstance, metrics: Metrics): void => {
  const duration = metrics.histogram({
    name: 'whence_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labels: ['method', 'route', 'status'],
    buckets: secondsBuckets,
  });
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    duration.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1_000);
    done();
  });
};
