import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ConsumerWatchdog } from './consumer-watchdog.js';

/** A group that gives signs of life, or not. */
class Group {
  lastSignMs = performance.now();
  isAlive = true;

  constructor(readonly name: string) {}

  get idleMs(): number {
    if (this.isAlive) this.noteProgress();
    return performance.now() - this.lastSignMs;
  }

  noteProgress(): void {
    this.lastSignMs = performance.now();
  }
}

let isBrokerAnswering = true;
let givenUp: string[];
let groups: readonly [Group, Group];
let watchdog: ConsumerWatchdog;

beforeEach(() => {
  jest.useFakeTimers();
  isBrokerAnswering = true;
  givenUp = [];
  groups = [new Group('healthy'), new Group('total')];
  watchdog = new ConsumerWatchdog({
    groups,
    isBrokerAnswering: () => Promise.resolve(isBrokerAnswering),
    giveUp: (consumer) => givenUp.push(consumer),
  });
  watchdog.start();
});

afterEach(() => {
  watchdog.stop();
  jest.useRealTimers();
});

const pass = (seconds: number): Promise<void> => jest.advanceTimersByTimeAsync(seconds * 1_000);

describe('the watchdog', () => {
  it('leaves consumers alone that fetch or work', async () => {
    await pass(600);
    expect(givenUp).toEqual([]);
  });

  it('gives up a consumer that has done neither for a minute, though the broker answers', async () => {
    groups[1].isAlive = false;
    await pass(55);
    expect(givenUp).toEqual([]);
    await pass(15);
    expect(new Set(givenUp)).toEqual(new Set(['total']));
  });

  it('does not blame a consumer for a broker that is away, and gives it its minute after that', async () => {
    groups[1].isAlive = false;
    isBrokerAnswering = false;
    await pass(600);
    isBrokerAnswering = true;
    await pass(50);
    expect(givenUp).toEqual([]);
    await pass(20);
    expect(new Set(givenUp)).toEqual(new Set(['total']));
  });

  it('does not blame it for a halt of the whole process', async () => {
    groups[1].isAlive = false;
    watchdog.stop();
    // Time goes on, and no timer with it.
    await pass(300);
    await watchdog.look();
    expect(givenUp).toEqual([]);
    expect(groups[1].idleMs).toBe(0);
  });
});
