import { IsIn, Matches } from 'class-validator';

/** Longest name that is kept, in characters. */
export const nameCharactersMax = 200;

// NUL and lone surrogates are texts that PostgreSQL refuses; other control characters are no part of a name.
const namePattern = new RegExp(`^(?=.*\\S)[^\\p{Cc}\\p{Cs}]{1,${nameCharactersMax}}$`, 'u');

/** One line that says something. */
export const IsName = (): PropertyDecorator =>
  Matches(namePattern, { message: `must be one line of at most ${nameCharactersMax} characters, not blank` });

/** One of our ids. Whether it names anything is for the database to say. */
export const IsIdOf = (prefix: string): PropertyDecorator =>
  Matches(new RegExp(`^${prefix}_[0-9A-HJKMNP-TV-Z]{26}$`), { message: `must be an id such as ${exampleId(prefix)}` });

/** An id for the examples of the documentation. */
export const exampleId = (prefix: string): string => `${prefix}_01JD3Q8Z6W7X8Y9ZABCDEFGHJK`;

export const IsOneOf = (values: readonly string[]): PropertyDecorator =>
  IsIn([...values], { message: `must be one of ${values.join(', ')}` });
