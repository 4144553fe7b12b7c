/**
 * The characters a code is written in. Whoever copies a code by eye cannot mistake 0 for O, or 1 for I or L: they do not
 * occur. Their number, 31, is prime, which is what lets one check character catch every single slip.
 */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** How many characters there are. */
export const alphabetSize = codeAlphabet.length;

/** The digits come first: values below this are digits, the others letters. */
export const digitCount = 8;

/** How many numbers six characters can hold: what is drawn for a code or a click part is below this. */
export const codeNumbers = alphabetSize ** 6;

/** The value of a character, or undefined where it is not of the alphabet. */
export const valueOf = (character: string): number | undefined => {
  const value = character.length === 1 ? codeAlphabet.indexOf(character) : -1;
  return value === -1 ? undefined : value;
};

/** The character of a value below `alphabetSize`. */
export const characterOf = (value: number): string => codeAlphabet.charAt(value);

/** A number that was drawn for a code is not a whole number from 0 to `codeNumbers` − 1. */
export class DrawnNumberViolation extends Error {
  constructor(random: number) {
    super(`a code is made from a whole number below ${String(codeNumbers)}, not from ${String(random)}`);
    this.name = 'DrawnNumberViolation';
  }
}

/** Lets a drawn number through; throws where it could not have been drawn. */
export const drawn = (random: number): number => {
  if (!Number.isInteger(random) || random < 0 || random >= codeNumbers) throw new DrawnNumberViolation(random);
  return random;
};
