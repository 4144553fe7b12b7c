import { alphabetSize, characterOf, drawn, valueOf } from './alphabet.js';
import type { TextCode } from './text-code.js';

declare const clickPartBrand: unique symbol;

/** Six random characters that name one click among the clicks of a link, such as `A2B9XY`. It has no check character: it counts only where that link has such a click. */
export type ClickPart = string & { readonly [clickPartBrand]: true };

export const clickPartLength = 6;

/** The click part that belongs to a drawn number, from 0 to `codeNumbers` − 1, one for each. */
export const makeClickPart = (random: number): ClickPart => {
  let rest = drawn(random);
  const characters = Array.from({ length: clickPartLength }, () => {
    const character = characterOf(rest % alphabetSize);
    rest = Math.floor(rest / alphabetSize);
    return character;
  });
  return characters.join('') as ClickPart;
};

/** These characters as a click part, as stored or as found; undefined where they cannot be one. */
export const parseClickPart = (characters: string): ClickPart | undefined => {
  const allAreOfTheAlphabet = [...characters].every((character) => valueOf(character) !== undefined);
  return characters.length === clickPartLength && allAreOfTheAlphabet ? (characters as ClickPart) : undefined;
};

/** What goes into a link's pre-filled text: `WH-K7M4Q2C-A2B9XY`. */
export const writeCodeWithClick = (code: TextCode, clickPart: ClickPart): string => `${code}-${clickPart}`;
