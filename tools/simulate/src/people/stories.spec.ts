import { describe, expect, it } from '@jest/globals';

import { aBrand } from '../../test/a-brand.js';
import { adapters, WhenceInMemory } from '../../test/whence-in-memory.js';
import { judgePeople } from '../checking/judge-people.js';
import { Chance } from '../chance.js';
import { playPerson, type Stage } from '../playing/play-person.js';
import type { Delivery } from '../playing/compose-deliveries.js';
import type { Person } from './person.js';
import { planPeople } from './plan-people.js';
import { stories } from './stories.js';
import type { Story } from './story.js';

const seedsEach = 12;
const startedAt = Date.UTC(2026, 10, 23, 12);

/** People of one story, on each of its channels. */
const castOf = (story: Story): readonly Person[] =>
  story.channels.flatMap((channel, place) =>
    planPeople(7, seedsEach).map((person) => ({
      ...person,
      number: person.number + place * seedsEach,
      story,
      channel,
      hidesPhone: channel === 'whatsapp' && person.hidesPhone,
    })),
  );

/** What the people do, and not yet what Whence makes of it. */
const play = async (people: readonly Person[]) => {
  let at = startedAt;
  const brand = aBrand(startedAt);
  const whence = new WhenceInMemory(brand, () => at);
  const taken: Delivery[] = [];
  const stage: Stage = {
    brand,
    now: () => at,
    pause: (milliseconds) => Promise.resolve((at += milliseconds)),
    tap: whence.tap,
    take: (delivery) => Promise.resolve(void taken.push(delivery)),
  };
  for (const person of people) await playPerson(person, stage);
  return { brand, whence, taken, now: at };
};

/** Everything arrives, in any order and some of it twice. */
const arrive = async (whence: WhenceInMemory, deliveries: readonly Delivery[]): Promise<void> => {
  const again = deliveries.filter(({ repeats }) => repeats !== 'never');
  for (const delivery of new Chance(1).shuffled([...deliveries, ...again])) await whence.receive(delivery);
};

describe('what is true of somebody who', () => {
  it.each(stories.map((story) => ({ name: story.name, story })))('$name is what Whence decides', async ({ story }) => {
    const people = castOf(story);
    const { brand, whence, taken } = await play(people);
    await arrive(whence, taken);
    const differing = judgePeople(people, brand, whence.conversations()).filter(
      ({ judgement }) => judgement !== 'right',
    );
    expect(differing.map(({ person, truth, answer }) => ({ channel: person.channel, truth, answer }))).toEqual([]);
  });
});

describe('the webhooks of every story', () => {
  it('are signed as their provider signs, understood by its adapter, and stamped in the past', async () => {
    const { brand, taken, now } = await play(
      stories.flatMap(castOf).map((person, at) => ({ ...person, number: at + 1 })),
    );
    expect(taken.length).toBeGreaterThan(stories.length * seedsEach);
    for (const { provider, body, headers } of taken) {
      const { secret } = brand.connections[provider];
      expect(adapters[provider].isAuthentic(body, headers, [secret])).toBe(true);
      expect(adapters[provider].isAuthentic(body, headers, ['another secret'])).toBe(false);
      const translation = adapters[provider].translate(JSON.parse(body.toString()));
      expect(translation.unreadable).toEqual([]);
      for (const signal of translation.signals) expect(signal.occurredAt.at).toBeLessThan(now);
    }
  });
});
