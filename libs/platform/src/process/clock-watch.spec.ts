import { setImmediate as immediately } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';

import { ClockWatch } from './clock-watch.js';

const done = { isFinished: true };
const more = { isFinished: false };

/** Looks as often as there are answers, and one time more. */
const lookingAt = async (answers: readonly (typeof done | Error)[], everyMs = 0) => {
  const looks: number[] = [];
  const reported: unknown[] = [];
  let now = 0;
  const work = new ClockWatch({
    name: 'what the time has come for',
    look: async ({ now: at }) => {
      const answer = answers[looks.push(at) - 1] ?? done;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    clock: { now: () => (now += 1) },
    report: (error) => reported.push(error),
    everyMs,
  });
  work.start();
  while (looks.length <= answers.length) await immediately();
  await work.stop();
  return { looks, reported };
};

const anHourMs = 3_600_000;

describe('whoever looks at the clock', () => {
  it('goes on at once, and with the time as it is then, while there is more', async () => {
    const { looks } = await lookingAt([more, more], anHourMs);
    expect(looks).toEqual([1, 2, 3]);
  });

  it('looks again after a while', async () => {
    const { looks } = await lookingAt([done, done]);
    expect(looks.length).toBeGreaterThan(2);
  });

  it('tells of a look that failed, and looks again', async () => {
    const fault = new Error('the database is away');
    const { looks, reported } = await lookingAt([fault]);
    expect(reported).toEqual([fault]);
    expect(looks.length).toBeGreaterThan(1);
  });

  it('waits for nobody when it is stopped', async () => {
    const { looks } = await lookingAt([], anHourMs);
    expect(looks).toHaveLength(1);
  });
});
