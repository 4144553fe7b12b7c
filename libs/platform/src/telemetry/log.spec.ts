import { fastify, type FastifyBaseLogger } from 'fastify';
import { describe, expect, it } from '@jest/globals';

import { JsonLogger } from './json-logger.js';
import { logOptions } from './log-options.js';

const recorder = (): { readonly lines: string[]; readonly log: FastifyBaseLogger } => {
  const lines: string[] = [];
  return { lines, log: fastify({ logger: logOptions({ write: (line) => void lines.push(line) }) }).log };
};

describe('a log line', () => {
  it('is one line of JSON with time, level and message', () => {
    const { lines, log } = recorder();
    new JsonLogger(log).warn({ message: 'publishing\nfailed', relay: 'catalog' }, 'Relay');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toContain('\n');
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
      relay: 'catalog',
      context: 'Relay',
      message: 'publishing\nfailed',
    });
  });

  it('shows only what is known to be harmless', () => {
    const { lines, log } = recorder();
    new JsonLogger(log).error({
      message: 'failed',
      workspaceId: 'wsp_1',
      phone: '+15550100',
      headers: { authorization: 'Bearer whk_x' },
    });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      workspaceId: 'wsp_1',
      phone: '[redacted]',
      headers: '[redacted]',
    });
    expect(lines.join()).not.toMatch(/15550100|whk_x/);
  });

  it('shows of an error its name, code, message and stack, and nothing it carries besides', () => {
    const { lines, log } = recorder();
    const error = Object.assign(new TypeError('no such thing'), { code: 'X1', detail: 'Key (phone)=(+15550100)' });
    new JsonLogger(log).error({ message: 'failed', error });
    new JsonLogger(log).error(error, 'Context');
    for (const line of lines) {
      expect(JSON.parse(line)).toMatchObject({ err: { type: 'TypeError', message: 'no such thing', code: 'X1' } });
      expect(line).not.toContain('15550100');
    }
    expect(lines).toHaveLength(2);
  });

  it('is written for warnings and worse', () => {
    const { lines, log } = recorder();
    const logger = new JsonLogger(log);
    logger.debug('a');
    logger.verbose('b');
    logger.log('c');
    expect(lines).toEqual([]);
    logger.warn('d');
    logger.error('e', 'stack', 'Context');
    logger.fatal('f');
    expect(lines.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual(['warn', 'error', 'fatal']);
  });
});
