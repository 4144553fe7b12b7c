import { errorFields } from './error-fields.js';

/** Where log lines go; each call is one line of JSON. */
export interface LogStream {
  write(line: string): void;
}

/**
 * The only names whose values are printed. Everything else a caller hands over becomes `[redacted]`: what is not known
 * to be harmless may be a secret, a phone number or a message.
 */
const allowedNames = new Set([
  'attempt',
  'backlog',
  'connectionId',
  'consumer',
  'context',
  'count',
  'durationMs',
  'err',
  'eventId',
  'eventType',
  'inboxId',
  'method',
  'problem',
  'provider',
  'reason',
  'relay',
  'reqId',
  'route',
  'status',
  'workspaceId',
]);

const redacted = '[redacted]';

/** Options for Fastify's own pino: one JSON object a line on standard error, warnings and worse, redacted. */
export const logOptions = (stream: LogStream = process.stderr) => ({
  level: 'warn',
  stream,
  messageKey: 'message',
  base: null,
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  formatters: {
    level: (label: string) => ({ level: label }),
    log: (fields: object) =>
      Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [name, allowedNames.has(name) ? (value as unknown) : redacted]),
      ),
  },
  serializers: { err: errorFields },
});
