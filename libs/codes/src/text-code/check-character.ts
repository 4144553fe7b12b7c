import { alphabetSize } from './alphabet.js';

/**
 * One weight per place. They differ from each other, from 0 and from the check character's own −1, modulo a prime: so one
 * wrong character, or two characters swapped (neighbours or not), always change the sum.
 */
const placeWeights = [3, 4, 5, 6, 7, 8] as const;

/** The value of the check character that belongs to six values. */
export const checkValueOf = (values: readonly number[]): number =>
  placeWeights.reduce((sum, weight, place) => sum + weight * (values[place] ?? 0), 0) % alphabetSize;
