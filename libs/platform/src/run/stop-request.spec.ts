import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { StopRequest } from './stop-request.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const force = jest.fn();
let before: Map<string, readonly unknown[]>;

beforeEach(() => {
  before = new Map(signals.map((signal) => [signal, process.listeners(signal)]));
});
afterEach(() => {
  for (const signal of signals) {
    for (const listener of process.listeners(signal)) {
      if (before.get(signal)?.includes(listener) !== true) process.off(signal, listener);
    }
  }
});

describe('the wish to stop', () => {
  it('is made by Ctrl-C, by a signal, and by a closed terminal', async () => {
    for (const signal of signals) {
      const stop = new StopRequest(force);
      expect(stop.isMade).toBe(false);
      process.emit(signal);
      await stop.made;
      expect(stop.isMade).toBe(true);
    }
  });

  it('is one wish when npm passes on a Ctrl-C that was received already', () => {
    new StopRequest(force);
    process.emit('SIGINT');
    process.emit('SIGINT');
    expect(force).not.toHaveBeenCalled();
  });

  it('becomes an order when it is repeated', async () => {
    new StopRequest(force);
    process.emit('SIGINT');
    await sleep(600);
    process.emit('SIGINT');
    expect(force).toHaveBeenCalledTimes(1);
  });
});
