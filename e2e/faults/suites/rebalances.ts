import { describe, expect, it } from '@jest/globals';

import type { AppName, AppProcess } from '../../src/apart/app-process.js';
import { Crowd } from '../../src/faults/crowd.js';
import { loadWhile } from '../../src/faults/load.js';
import { inShort } from '../../src/faults/size.js';
import type { Stage } from '../../src/faults/stage.js';
import { expectAllAnsweredAndOnce, outcomeOf } from './all-once.js';

const perWave = { deliveries: inShort(18, 60), taps: inShort(9, 30) };
const rounds = inShort(1, 5);
const consumers: readonly AppName[] = ['analytics', 'affiliate-payouts'];

export const describeRebalances = (stage: () => Stage): void => {
  describe('consumers of one group join, leave and are killed in a burst', () => {
    it('each event is projected by one of them, once', async () => {
      const { deployment } = stage();
      const crowd = await Crowd.on(deployment);
      const joining: AppProcess[] = [];
      let changes = 0;
      await loadWhile(crowd, perWave, async () => {
        for (const app of consumers) joining.push(await deployment.add(app));
        for (let round = 0; round < rounds; round += 1) {
          const strangers = joining.filter(({ isRunning }) => !isRunning);
          await Promise.all(strangers.map((one) => one.start()));
          // One of a kind dies, and one leaves; those who are left take over.
          const [analytics, affiliate] = consumers.map((app) => deployment.process(app));
          await Promise.all([joining[0]?.kill(), affiliate?.stop()]);
          await Promise.all([joining[0]?.start(), affiliate?.start()]);
          await Promise.all([analytics?.kill(), joining[1]?.stop()]);
          await analytics?.start();
          changes += strangers.length + 8;
        }
        await Promise.all(joining.filter(({ isRunning }) => isRunning).map((one) => one.stop()));
      });
      expectAllAnsweredAndOnce(await outcomeOf(stage(), crowd, `consumers joining and going ${changes} times`));
      expect(joining.map(({ isRunning }) => isRunning)).toEqual([false, false]);
    }, 600_000);
  });
};
