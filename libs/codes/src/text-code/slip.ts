import { bodyLength, charactersFor, codePrefix, fitsPlace, isBody } from './text-code.js';

const swappedPrefix = [...codePrefix].reverse().join('');

/** Stands where a character was lost; it is of no alphabet. */
const lostCharacter = '?';

/**
 * Whether these characters become the body of some code when one slip is undone: a wrong character, two neighbours swapped,
 * a character lost or one too many. Which code that would be is nobody's to guess.
 */
export const isOneSlipFromABody = (characters: string): boolean => {
  switch (characters.length) {
    case bodyLength:
      return canBeOneWrongCharacter(characters) || canBeTwoSwapped(characters);
    case bodyLength - 1:
      return canBeOneLost(characters);
    case bodyLength + 1:
      return canBeOneTooMany(characters);
    default:
      return false;
  }
};

/** Whether a word is `WH` with one slip in it. Where it ends in `WH` the prefix is whole, and something is glued to it. */
export const isOneSlipFromThePrefix = (word: string): boolean => {
  if (word.endsWith(codePrefix)) return false;
  switch (word.length) {
    case codePrefix.length - 1:
      return codePrefix.includes(word);
    case codePrefix.length:
      return word === swappedPrefix || indexes(word).some((index) => word.charAt(index) === codePrefix.charAt(index));
    case codePrefix.length + 1:
      return indexes(word).some((index) => without(word, index) === codePrefix);
    default:
      return false;
  }
};

const canBeOneWrongCharacter = (characters: string): boolean => {
  const misfits = indexes(characters)
    .slice(0, -1)
    .filter((place) => !fitsPlace(characters.charAt(place), place));
  const [misfit] = misfits;
  // Where the first six fit, there is a check character that makes them a body.
  if (misfit === undefined) return true;
  return (
    misfits.length === 1 && charactersFor(misfit).some((character) => isBody(replaced(characters, misfit, character)))
  );
};

const canBeTwoSwapped = (characters: string): boolean =>
  indexes(characters).some((index) => {
    const [left, right] = [characters.charAt(index), characters.charAt(index + 1)];
    return isBody(characters.slice(0, index) + right + left + characters.slice(index + 2));
  });

const canBeOneLost = (characters: string): boolean =>
  indexes(`${characters}${lostCharacter}`).some((index) =>
    canBeOneWrongCharacter(characters.slice(0, index) + lostCharacter + characters.slice(index)),
  );

const canBeOneTooMany = (characters: string): boolean =>
  indexes(characters).some((index) => isBody(without(characters, index)));

const indexes = (characters: string): readonly number[] => [...characters].map((_, index) => index);

const without = (characters: string, index: number): string => characters.slice(0, index) + characters.slice(index + 1);

const replaced = (characters: string, index: number, character: string): string =>
  characters.slice(0, index) + character + characters.slice(index + 1);
