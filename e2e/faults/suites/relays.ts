import { describe, expect, it } from '@jest/globals';

import { altered, struck } from '../../src/faults/altered.js';
import { Crowd } from '../../src/faults/crowd.js';
import { publishedBy } from '../../src/faults/published.js';
import { haltReplaceResume, publishedByProcess, signFor, until } from '../../src/faults/relays.js';
import { inShort } from '../../src/faults/size.js';
import type { Stage } from '../../src/faults/stage.js';
import { settled } from '../../src/settled.js';
import { expectAllAnsweredAndOnce, expectAllOnce, outcomeOf } from './all-once.js';

const perBurst = { deliveries: inShort(45, 600), taps: inShort(20, 200) };

export const describeRelays = (stage: () => Stage): void => {
  describe('the relays of one outbox, in several processes', () => {
    it('publish each event by one of them and once, although all of them are there', async () => {
      const { deployment, witness } = stage();
      const crowd = await Crowd.on(deployment);
      await settled(deployment);
      const [before, toldBefore] = [await publishedByProcess(stage()), (await witness.told()).length];
      await crowd.aBurst(perBurst).run();
      const outcome = await outcomeOf(stage(), crowd, 'two relays at once, and those of three workers');
      expectAllAnsweredAndOnce(outcome);
      const grown = growth(before, await publishedByProcess(stage()));
      const told = outcome.published.told - toldBefore;
      process.stderr.write(`  relays:     ${told} committed, published by ${grown.map(inWords).join(', ')}\n`);
      expect(grown.reduce((sum, { count }) => sum + count, 0)).toBe(told);
    }, 180_000);

    it('one is killed after it published and before it marked: what is published again is taken once', async () => {
      const { deployment } = stage();
      const redirect = deployment.process('redirect');
      const sign = signFor(stage(), 'kill-the-relay');
      const strike = struck({
        queue: 'clicks',
        moment: 'between publishing and marking',
        signal: 'SIGKILL',
        whileThere: sign.file,
      });
      await redirect.stop();
      await redirect.start(altered(strike));
      const crowd = await Crowd.on(deployment);
      const { repeats } = await publishedBy(deployment, stage().witness);
      sign.raise();
      await crowd.aBurst({ deliveries: 0, taps: perBurst.taps }).run();
      await until('the relay is dead', () => !redirect.isRunning);
      sign.lower();
      await redirect.start();
      await crowd.aBurst(perBurst).run();
      const outcome = await outcomeOf(stage(), crowd, 'a relay killed between publishing and marking');
      expectAllOnce(outcome);
      expect(outcome.published.repeats).toBeGreaterThan(repeats);
    }, 180_000);

    it('one is halted, replaced and resumed: it marks nothing, and nothing is lost or out of order', async () => {
      const { waiting, markedByZombie, zombieKnows } = await haltReplaceResume(stage());
      process.stderr.write(
        `a relay halted after publishing, replaced, resumed: ${waiting} waiting, ${markedByZombie} marked by it\n`,
      );
      expect({ markedByZombie, zombieKnows }).toEqual({ markedByZombie: 0, zombieKnows: true });
      expect(waiting).toBeGreaterThan(0);
      const crowd = await Crowd.on(stage().deployment);
      await crowd.aBurst(perBurst).run();
      expectAllAnsweredAndOnce(await outcomeOf(stage(), crowd, '  and a burst afterwards'));
    }, 240_000);
  });
};

interface Growth {
  readonly process: string;
  readonly relay: string;
  readonly count: number;
}

type Counts = Awaited<ReturnType<typeof publishedByProcess>>;

const growth = (before: Counts, after: Counts): readonly Growth[] =>
  [...after].flatMap(([process, relays]) =>
    [...relays]
      .map(([relay, count]) => ({ process, relay, count: count - (before.get(process)?.get(relay) ?? 0) }))
      .filter(({ count }) => count > 0),
  );

const inWords = ({ process, relay, count }: Growth): string => `${process} ${count} of ${relay}`;
