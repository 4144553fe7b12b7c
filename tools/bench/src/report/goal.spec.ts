import { describe, expect, it } from '@jest/globals';

import { judge } from './goal.js';
import { report } from './report.js';

const rounds = new Map([
  [
    'ours',
    [
      { perSecond: 300, cpuMicros: 50, p99Ms: 4 },
      { perSecond: 150, cpuMicros: 60, p99Ms: 9 },
    ],
  ],
  [
    'plain',
    [
      { perSecond: 100, cpuMicros: 100, p99Ms: 8 },
      { perSecond: 50, cpuMicros: 100, p99Ms: 10 },
    ],
  ],
]);

describe('a goal', () => {
  it('is reached by the median of the ratios of each round', () => {
    const goal = { of: 'ours', over: 'plain', atLeast: 3 };
    expect(judge(goal, rounds)).toMatchObject({ ratio: { median: 3 }, cpu: { median: 0.55 }, isReached: true });
    expect(judge({ ...goal, atLeast: 3.01 }, rounds)?.isReached).toBe(false);
  });

  it('can be to stay below', () => {
    const goal = { of: 'ours', over: 'plain', figure: 'p99Ms', below: 1 } as const;
    expect(judge(goal, rounds)).toMatchObject({ ratio: { median: 0.7 }, isReached: true });
  });

  it('is not judged where a side was not measured', () => {
    expect(judge({ of: 'ours', over: 'nobody', atLeast: 1 }, rounds)).toBeUndefined();
  });
});

describe('the report', () => {
  it('shows both sides and says of every goal whether it was reached', () => {
    const lines = report({
      title: 'redirect',
      unit: 'requests',
      rounds,
      goals: [
        { of: 'ours', over: 'plain', atLeast: 2 },
        { of: 'ours', over: 'plain', figure: 'p99Ms', below: 0.5 },
      ],
    });
    const text = lines.join('\n');
    expect(text).toMatch(/^ours +225 +55 +– +– +6\.50 +–$/m);
    expect(text).toMatch(/^ours ÷ plain +3\.00 +3\.00–3\.00 +0\.55 +≥ 2 +reached$/m);
    expect(text).toMatch(/^ours ÷ plain, p99 +0\.70 +0\.50–0\.90 +0\.55 +< 0\.5 +falls short$/m);
  });
});
