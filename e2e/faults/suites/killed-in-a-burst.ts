import { setTimeout as sleep } from 'node:timers/promises';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { Crowd } from '../../src/faults/crowd.js';
import { inShort } from '../../src/faults/size.js';
import type { Stage } from '../../src/faults/stage.js';
import { trialBalanceDifferences } from '../../src/look.js';
import { expectAllOnce, outcomeOf, type Outcome } from './all-once.js';

const perBurst = inShort({ deliveries: 90, taps: 45 }, { deliveries: 900, taps: 300 });
/** As long as whoever supervises processes takes to notice. */
const goneMs = 500;

const struck = inShort(
  [
    ['zernio', 'attribution', 'attribution-2'],
    ['whatsapp-cloud', 'analytics', 'affiliate-payouts', 'redirect'],
  ],
  [
    ['zernio-edge'],
    ['meta-graph-edge'],
    ['whatsapp-cloud-edge'],
    ['zernio-worker'],
    ['meta-graph-worker'],
    ['whatsapp-cloud-worker'],
    ['attribution', 'attribution-2'],
    ['analytics'],
    ['affiliate-payouts'],
    ['redirect'],
  ],
);

const whatItIs: Readonly<Record<string, string>> = {
  zernio: 'an edge and a worker',
  'whatsapp-cloud': 'an edge and a worker',
  'attribution-2': 'the relay of decisions and of the catalogue',
  attribution: 'the relay of decisions and of the catalogue',
  analytics: 'a consumer',
  'affiliate-payouts': 'a consumer with an outbox of its own',
  redirect: 'the redirect, with the relay of clicks',
};

const cases = struck.map((names) => ({
  names,
  what: [...new Set(names.map((name) => whatItIs[name] ?? name))].join(' and '),
}));

export const describeKilledInABurst = (stage: () => Stage): void => {
  const killAndStartAgain = async (names: readonly string[]): Promise<void> => {
    const processes = names.map((name) => stage().deployment.process(name));
    await Promise.all(processes.map((one) => one.kill()));
    await sleep(goneMs);
    await Promise.all(processes.map((one) => one.start()));
  };

  describe('a process is killed with -9 in the middle of a burst, and started again', () => {
    describe.each(cases)('$names: $what', ({ names }) => {
      let crowd: Crowd;
      let outcome: Outcome;

      beforeAll(async () => {
        crowd = await Crowd.on(stage().deployment);
        await crowd.aBurst(perBurst).runUntilHalfIsAcknowledged(() => killAndStartAgain(names));
        outcome = await outcomeOf(stage(), crowd, `kill -9 of ${names.join(' and ')}`);
      }, 240_000);

      it('everything acknowledged is stored, decided and projected, once', () => {
        expectAllOnce(outcome);
      });

      it('what was not acknowledged is delivered again, and then everybody is there, once', async () => {
        const again = await crowd.deliverAgain();
        const now = await outcomeOf(stage(), crowd, `  and ${again} delivered again`);
        expectAllOnce(now);
        expect(now.counts.deliveries.stored).toBe(now.counts.deliveries.sent);
      }, 120_000);

      it('the books are in balance, and every process runs', async () => {
        const { deployment } = stage();
        expect(await trialBalanceDifferences(deployment)).toEqual(['0']);
        expect(deployment.all.filter(({ isRunning }) => !isRunning).map(({ name }) => name)).toEqual([]);
      });
    });
  });
};
