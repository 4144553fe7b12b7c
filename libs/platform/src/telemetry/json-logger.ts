import type { LoggerService } from '@nestjs/common';
import type { FastifyBaseLogger } from 'fastify';

type Level = 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/**
 * Nest's logger on Fastify's: `logger.warn({ message: 'publishing failed', relay, error })` becomes one line of JSON.
 * Nest hands the context over as the last text.
 */
export class JsonLogger implements LoggerService {
  constructor(private readonly target: FastifyBaseLogger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const context = rest.at(-1);
    const fields = typeof context === 'string' ? { context } : {};
    if (message instanceof Error) return this.target[level]({ ...fields, err: message }, message.message);
    if (typeof message !== 'object' || message === null) return this.target[level](fields, String(message));
    const { message: text = '', error, ...others } = message as { message?: unknown; error?: unknown };
    this.target[level]({ ...others, ...fields, ...(error === undefined ? {} : { err: error }) }, String(text));
  }
}
