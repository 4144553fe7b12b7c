import { expect, it, describe } from '@jest/globals';

import { Crowd } from '../../src/faults/crowd.js';
import { loseLeaders } from '../../src/faults/leaders.js';
import { loadWhile } from '../../src/faults/load.js';
import type { Stage } from '../../src/faults/stage.js';
import { expectAllAnsweredAndOnce, outcomeOf } from './all-once.js';

// Few at a time: two processors that are worn out by the load start a broker in a minute, and not in seconds.
const perWave = { deliveries: 12, taps: 6, pauseMs: 1_500 };
const ways = [
  { how: 'killed', times: 8 },
  { how: 'stopped', times: 4 },
] as const;

/** With three brokers. */
export const describeLeadersKilled = (stage: () => Stage): void => {
  describe('of three brokers the leader is lost every few seconds, under load', () => {
    it.each(ways)(
      '$how: nothing acknowledged is missing in the topics, and each key keeps its order',
      async ({ how, times }) => {
        const crowd = await Crowd.on(stage().deployment);
        await loadWhile(crowd, perWave, () => loseLeaders(stage(), { topic: 'whence.attributions.v1', how, times }));
        expectAllAnsweredAndOnce(await outcomeOf(stage(), crowd, `${times} leaders ${how}`));
        expect(stage().deployment.kafka.nodes.map(({ isRunning }) => isRunning)).toEqual([true, true, true]);
      },
      600_000,
    );
  });
};
