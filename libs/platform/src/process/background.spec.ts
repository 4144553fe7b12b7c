import { describe, expect, it } from '@jest/globals';

import { Background, type BackgroundWork } from './background.js';

const told: string[] = [];

const work = (name: string, changes: Partial<BackgroundWork> = {}): BackgroundWork => ({
  name,
  start: () => void told.push(`start ${name}`),
  stop: async () => void told.push(`stop ${name}`),
  ...changes,
});

const schemas = (...answers: readonly boolean[]) => {
  const left = [...answers];
  return { areCurrent: async () => left.shift() ?? true };
};

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

const run = (works: readonly BackgroundWork[], current = schemas(true)): Background => {
  told.length = 0;
  const background = new Background(current);
  for (const each of works) background.add(each);
  background.start();
  return background;
};

describe('the background work of a process', () => {
  it('starts in the order it was added, and stops the other way round', async () => {
    const background = run([work('drain'), work('worker')]);
    await settled();
    await background.stop();
    expect(told).toEqual(['start drain', 'start worker', 'stop worker', 'stop drain']);
  });

  it('does not start before the schemas are current, and not at all where the process stops first', async () => {
    const background = run([work('worker')], schemas(false));
    await settled();
    expect(told).toEqual([]);
    await background.stop();
    expect(told).toEqual([]);
  });

  it('starts once the schemas have become current', async () => {
    const background = run([work('worker')], schemas(false, true));
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(told).toEqual(['start worker']);
    await background.stop();
  });

  it('that still waits for something to come back is stopped all the same', async () => {
    let giveUp: () => void = () => undefined;
    const waiting = work('events', {
      start: () => new Promise<void>((resolve) => (giveUp = resolve)),
      stop: async () => giveUp(),
    });
    const background = run([waiting, work('never reached')]);
    await settled();
    await background.stop();
    expect(told).toEqual([]);
  });

  it('that cannot be started ends the process', async () => {
    const background = run([
      work('worker', {
        start: () => {
          throw new Error('no catalogue');
        },
      }),
    ]);
    expect((await background.failed).message).toBe('no catalogue');
    await background.stop();
  });

  it('that cannot be stopped keeps nothing else from it, and is told', async () => {
    const background = run([work('drain'), work('worker', { stop: () => Promise.reject(new Error('stuck')) })]);
    await settled();
    await expect(background.stop()).rejects.toThrow('stuck');
    expect(told).toEqual(['start drain', 'start worker', 'stop drain']);
  });
});
