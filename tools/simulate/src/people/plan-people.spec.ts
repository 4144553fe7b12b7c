import { describe, expect, it } from '@jest/globals';

import { planPeople } from './plan-people.js';
import { stories } from './stories.js';

describe('the people of a seed', () => {
  it('are the same every time, and begin the same in a larger crowd', () => {
    const people = planPeople(7, 300);
    expect(planPeople(7, 300)).toEqual(people);
    expect(planPeople(7, 500).slice(0, 300)).toEqual(people);
    expect(planPeople(8, 300)).not.toEqual(people);
  });

  it('live through every story, on every channel it happens on, and are sent by every partner', () => {
    const people = planPeople(1, 2_000);
    const lived = new Set(people.map(({ story, channel }) => `${story.name} on ${channel}`));
    expect(lived.size).toBe(stories.reduce((sum, { channels }) => sum + channels.length, 0));
    expect(new Set(people.map(({ partner }) => partner)).size).toBe(5);
  });

  it('never have a rival who is their own partner', () => {
    expect(planPeople(1, 500).filter(({ partner, rival }) => partner === rival)).toEqual([]);
  });

  it('sign up before they buy, and pay something', () => {
    for (const { conversions } of planPeople(1, 500)) {
      const types = conversions.map(({ type }) => type);
      expect(types).toEqual([...types].sort());
      if (types.length > 0) expect(types[0]).toBe('lead');
      for (const { type, amountMinor } of conversions)
        expect(amountMinor !== undefined && amountMinor > 0n).toBe(type === 'sale');
    }
  });
});
