import { expect, it, describe } from '@jest/globals';

import { Crowd } from '../../src/faults/crowd.js';
import { killLeaders } from '../../src/faults/leaders.js';
import { loadWhile } from '../../src/faults/load.js';
import type { Stage } from '../../src/faults/stage.js';
import { expectAllAnsweredAndOnce, outcomeOf } from './all-once.js';

const perWave = { deliveries: 60, taps: 30 };
const leadersKilled = 10;

/** With three brokers. */
export const describeLeadersKilled = (stage: () => Stage): void => {
  describe('of three brokers the leader is killed every few seconds, under load', () => {
    it('nothing acknowledged is missing in the topics, and each key keeps its order', async () => {
      const crowd = await Crowd.on(stage().deployment);
      await loadWhile(crowd, perWave, () => killLeaders(stage(), 'whence.attributions.v1', leadersKilled));
      expectAllAnsweredAndOnce(await outcomeOf(stage(), crowd, `${leadersKilled} leaders killed`));
      expect(stage().deployment.kafka.nodes.map(({ isRunning }) => isRunning)).toEqual([true, true, true]);
    }, 600_000);
  });
};
