import { Chance } from '../chance.js';
import type { Person } from './person.js';
import { planConversions } from './plan-conversions.js';
import { stories } from './stories.js';

/** The partners of the brand: some send more people than others. */
export const partnerNames = ['Anna', 'Ben', 'Clara', 'David', 'Emma'] as const;
const popularity = [40, 25, 15, 12, 8].map((weight, place) => ({ weight, place }));

const hidesPhoneProbability = 0.1;
const previewProbability = 0.15;

/** So many people, in order; more of them begin with the same ones. */
export const planPeople = (seed: number, count: number): readonly Person[] => {
  const chance = new Chance(seed);
  return Array.from({ length: count }, (_, index) => planPerson(index + 1, chance.seed()));
};

const planPerson = (number: number, seed: number): Person => {
  const chance = new Chance(seed);
  const story = chance.oneByWeight(stories);
  const partner = chance.oneByWeight(popularity).place;
  const rival = (partner + 1 + chance.below(partnerNames.length - 1)) % partnerNames.length;
  return {
    number,
    story,
    channel: chance.oneOf(story.channels),
    partner,
    rival,
    hidesPhone: chance.happens(hidesPhoneProbability),
    isPreviewed: chance.happens(previewProbability),
    conversions: planConversions(story, chance),
    convertsLater: chance.happens(0.5),
    seed: chance.seed(),
  };
};
