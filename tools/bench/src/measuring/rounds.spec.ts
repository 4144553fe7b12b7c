import { describe, expect, it } from '@jest/globals';

import { measureRounds } from './rounds.js';

describe('rounds', () => {
  it('measure every side once each, in alternating order, and keep the figures of a round together', async () => {
    const order: string[] = [];
    const aSide = (name: string) => ({
      name,
      run: async () => ({ perSecond: order.push(name) }),
    });
    const rounds = await measureRounds([aSide('ours'), aSide('plain')], { rounds: 3, say: () => undefined });
    expect(order).toEqual(['ours', 'plain', 'plain', 'ours', 'ours', 'plain']);
    expect(rounds.get('ours')).toEqual([{ perSecond: 1 }, { perSecond: 4 }, { perSecond: 5 }]);
    expect(rounds.get('plain')).toEqual([{ perSecond: 2 }, { perSecond: 3 }, { perSecond: 6 }]);
  });
});
