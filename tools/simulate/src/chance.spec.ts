import { describe, expect, it } from '@jest/globals';

import { Chance } from './chance.js';

const drawn = (seed: number) => {
  const chance = new Chance(seed);
  return Array.from({ length: 50 }, () => chance.fraction());
};

describe('chance', () => {
  it('draws the same for the same seed, and something else for another', () => {
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7)).not.toEqual(drawn(8));
  });

  it('stays between 0 and 1, and favours nothing', () => {
    const chance = new Chance(1);
    const counts = [0, 0, 0, 0];
    for (let draw = 0; draw < 4_000; draw += 1) counts[chance.below(4)]! += 1;
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(120);
  });

  it('draws the heavier more often', () => {
    const chance = new Chance(1);
    const items = [{ weight: 1 }, { weight: 9 }];
    const heavy = Array.from({ length: 1_000 }, () => chance.oneByWeight(items)).filter(({ weight }) => weight === 9);
    expect(Math.abs(heavy.length - 900)).toBeLessThan(40);
  });

  it('shuffles without losing anything', () => {
    const items = Array.from({ length: 30 }, (_, index) => index);
    const shuffled = new Chance(3).shuffled(items);
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort((one, other) => one - other)).toEqual(items);
  });
});
