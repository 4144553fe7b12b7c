import { setImmediate as turn } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';

import { inLanes } from './in-lanes.js';

describe('work in lanes', () => {
  it('is done on everything, and never on more at a time', async () => {
    const done: number[] = [];
    let [atWork, mostAtWork] = [0, 0];
    await inLanes(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
      mostAtWork = Math.max(mostAtWork, (atWork += 1));
      await turn();
      atWork -= 1;
      done.push(item);
    });
    expect(done).toHaveLength(7);
    expect(mostAtWork).toBe(3);
  });

  it('stops at the first failure', async () => {
    const done: number[] = [];
    const work = inLanes(2, [1, 2, 3, 4, 5, 6], async (item) => {
      await turn();
      if (item === 2) throw new Error('the server is gone');
      done.push(item);
    });
    await expect(work).rejects.toThrow('the server is gone');
    expect(done.length).toBeLessThan(3);
  });
});
