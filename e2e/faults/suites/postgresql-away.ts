import { describe, expect, it } from '@jest/globals';

import { setTimeout as sleep } from 'node:timers/promises';

import { Crowd } from '../../src/faults/crowd.js';
import { loadWhile } from '../../src/faults/load.js';
import { inShort } from '../../src/faults/size.js';
import { spooledIn, spoolsDrained } from '../../src/faults/spools.js';
import type { Stage } from '../../src/faults/stage.js';
import { trialBalanceDifferences } from '../../src/look.js';
import { expectAllAnsweredAndOnce, outcomeOf } from './all-once.js';

const awayMs = inShort(4_000, 30_000);
const perWave = { deliveries: inShort(18, 60), taps: inShort(9, 30) };

const ways = inShort(['killed with -9'] as const, ['killed with -9', 'stopped'] as const);

export const describePostgresqlAway = (stage: () => Stage): void => {
  describe('PostgreSQL is away under load', () => {
    it.each(ways)(
      '%s: every delivery is still answered 200 and every tap 302, and all of it is there afterwards, once',
      async (how) => {
        const { deployment } = stage();
        const { postgres } = deployment;
        const crowd = await Crowd.on(deployment);
        await crowd.aBurst(perWave).run();
        let spooled = 0;
        await loadWhile(crowd, perWave, async () => {
          if (how === 'stopped') await postgres.stop();
          else postgres.kill();
          await sleep(awayMs);
          spooled = await spooledIn(deployment);
          await postgres.start();
        });
        await spoolsDrained(deployment);
        const outcome = await outcomeOf(
          stage(),
          crowd,
          `PostgreSQL ${how} for ${awayMs / 1_000} s, ${spooled} spooled`,
        );
        expect(spooled).toBeGreaterThan(0);
        expectAllAnsweredAndOnce(outcome);
        expect(await trialBalanceDifferences(deployment)).toEqual(['0']);
      },
      300_000,
    );
  });
};
