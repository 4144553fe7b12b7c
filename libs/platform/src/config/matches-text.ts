import { ValidateBy, type ValidationOptions } from 'class-validator';

import { Secret } from './secret.js';

/** The text behind a property, secret or not, matches a pattern; `says` completes "VARIABLE …" and shows no value. */
export const MatchesText = (
  pattern: RegExp,
  says: string,
  options: Pick<ValidationOptions, 'each'> = {},
): PropertyDecorator =>
  ValidateBy(
    {
      name: 'matchesText',
      validator: {
        validate: (value: unknown) => pattern.test(value instanceof Secret ? value.reveal() : String(value)),
        defaultMessage: () => says,
      },
    },
    options,
  );
