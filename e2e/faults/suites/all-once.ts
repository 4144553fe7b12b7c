import { expect } from '@jest/globals';

import { countOf, tell, type Counts } from '../../src/faults/count.js';
import type { Crowd } from '../../src/faults/crowd.js';
import { nothingWrong, publishedBy, tellPublished, type Published } from '../../src/faults/published.js';
import type { Stage } from '../../src/faults/stage.js';
import { settled } from '../../src/settled.js';

/** What became of everything, once it was worked off. */
export interface Outcome {
  readonly counts: Counts;
  readonly published: Published;
  readonly appliedAgain: readonly string[];
}

/** Waits until everything is worked off, counts, and prints the counts. */
export const outcomeOf = async (stage: Stage, crowd: Crowd, what: string): Promise<Outcome> => {
  await settled(stage.deployment);
  const counts = await countOf(crowd);
  const published = await publishedBy(stage.deployment, stage.witness);
  const appliedAgain = await stage.witness.appliedAgain();
  process.stderr.write(tell(what, counts) + tellPublished(published));
  return { counts, published, appliedAgain };
};

/** Acknowledged = stored = decided = projected, once. What was not acknowledged may be there too, and then it is everywhere. */
export const expectAllOnce = ({ counts, published, appliedAgain }: Outcome): void => {
  expect(counts.wrong).toEqual({ lost: [], doubled: [], invented: [], credited: [] });
  const { stored, acknowledged, sent } = counts.deliveries;
  expect(acknowledged).toBeGreaterThan(0);
  expect(stored).toBeLessThanOrEqual(sent);
  expect(counts.deliveries).toMatchObject({ decided: stored, projected: stored, paid: stored });
  expect(counts.taps.projected).toBe(counts.taps.stored);
  expect(counts.taps.stored).toBeLessThanOrEqual(counts.taps.sent);
  expect(published.wrong).toEqual(nothingWrong);
  expect(appliedAgain).toEqual([]);
};

/** The same, and nothing at all was refused. */
export const expectAllAnsweredAndOnce = (outcome: Outcome): void => {
  expectAllOnce(outcome);
  const { deliveries, taps } = outcome.counts;
  expect(deliveries).toMatchObject({ acknowledged: deliveries.sent, stored: deliveries.sent });
  expect(taps).toMatchObject({ acknowledged: taps.sent, stored: taps.sent });
};
