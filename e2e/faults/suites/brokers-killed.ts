import { setTimeout as sleep } from 'node:timers/promises';

import { describe, it } from '@jest/globals';

import { Crowd } from '../../src/faults/crowd.js';
import { loadWhile } from '../../src/faults/load.js';
import { inShort } from '../../src/faults/size.js';
import type { Stage } from '../../src/faults/stage.js';
import { expectAllAnsweredAndOnce, outcomeOf } from './all-once.js';

const perWave = { deliveries: inShort(18, 60), taps: inShort(9, 30) };
const awayMs = inShort(2_000, 15_000);

export const describeBrokersKilled = (stage: () => Stage): void => {
  describe('every broker is killed with -9 under load', () => {
    it('and back: everything acknowledged meanwhile is published and projected, once', async () => {
      const { nodes } = stage().deployment.kafka;
      const crowd = await Crowd.on(stage().deployment);
      await crowd.aBurst(perWave).run();
      await loadWhile(crowd, perWave, async () => {
        await Promise.all(nodes.map((node) => node.kill()));
        await sleep(awayMs);
        await Promise.all(nodes.map((node) => node.restart()));
      });
      const what = `${nodes.length} of ${nodes.length} brokers killed for ${awayMs / 1_000} s`;
      expectAllAnsweredAndOnce(await outcomeOf(stage(), crowd, what));
    }, 300_000);
  });
};
