import { alphabetSize, characterOf, digitCount, drawn, valueOf } from './alphabet.js';
import { checkValueOf } from './check-character.js';

declare const textCodeBrand: unique symbol;

/** A code that a person can send in a text, in its one written form, such as `WH-K7M4Q2C`. Its check character is right; whether it was issued, only a look-up can say. */
export type TextCode = string & { readonly [textCodeBrand]: true };

/** What every code begins with. */
export const codePrefix = 'WH';

/** Characters after the prefix: six, and the check character. */
export const bodyLength = 7;

interface Place {
  readonly lowest: number;
  readonly size: number;
}

const letter: Place = { lowest: digitCount, size: alphabetSize - digitCount };
const digit: Place = { lowest: 0, size: digitCount };
const either: Place = { lowest: 0, size: alphabetSize };

/**
 * The fixed shape: letter, digit, letter, digit, two of either kind, check character. Words have no digits and numbers no
 * letters, so that neither can be taken for a code, not even for one with a slip in it.
 */
const places: readonly Place[] = [letter, digit, letter, digit, either, either, either];

/** Whether a character can stand in this place of a body. */
export const fitsPlace = (character: string, place: number): boolean => {
  const value = valueOf(character);
  const { lowest, size } = places[place] ?? { lowest: 0, size: 0 };
  return value !== undefined && value >= lowest && value < lowest + size;
};

/** All characters that can stand in this place of a body. */
export const charactersFor = (place: number): readonly string[] => {
  const { lowest, size } = places[place] ?? { lowest: 0, size: 0 };
  return Array.from({ length: size }, (_, step) => characterOf(lowest + step));
};

/** Whether these characters are a body: of the fixed shape, and with the right check character. */
export const isBody = (characters: string): boolean => {
  if (characters.length !== bodyLength) return false;
  const values: number[] = [];
  for (let place = 0; place < bodyLength; place += 1) {
    const character = characters.charAt(place);
    if (!fitsPlace(character, place)) return false;
    values.push(valueOf(character) ?? 0);
  }
  return checkValueOf(values) === values[bodyLength - 1];
};

/** The code with this body; undefined where it is none. */
export const textCodeOf = (body: string): TextCode | undefined =>
  isBody(body) ? (`${codePrefix}-${body}` as TextCode) : undefined;

/**
 * The code that belongs to a drawn number, from 0 to `codeNumbers` − 1. There are 32,535,616 codes; numbers beyond wrap
 * round, so whoever issues codes lets a unique key decide and draws again.
 */
export const makeTextCode = (random: number): TextCode => {
  let rest = drawn(random);
  const values = places.slice(0, -1).map(({ lowest, size }) => {
    const value = lowest + (rest % size);
    rest = Math.floor(rest / size);
    return value;
  });
  const body = [...values, checkValueOf(values)].map(characterOf).join('');
  return `${codePrefix}-${body}` as TextCode;
};
