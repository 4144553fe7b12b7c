import { ValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import type { ValidationError } from 'class-validator';

import { withoutSubject } from '../config/without-subject.js';
import { Problem, type FieldError } from './problem.js';

const fieldErrorsMax = 100;
const unknownField = 'is not a known field';

/** Refuses what `ValidationPipe` would take for something else, or would drop in silence. */
class RequestValidationPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' && !isJsonObject(value)) throw notAnObject();
    if (metadata.type === 'query') refusePrototypeNames(Object.keys(value ?? {}));
    return super.transform(value, metadata);
  }
}

/** The one validation of every API body, query and path: unknown fields are refused, all errors are told at once. */
export const createValidationPipe = (): ValidationPipe =>
  new RequestValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    exceptionFactory: (errors) =>
      new Problem('invalid-request', { errors: fieldErrorsOf(errors).slice(0, fieldErrorsMax) }),
  });

/** A PATCH of `null`, or of nothing, would otherwise be one that changes nothing. */
const isJsonObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

const notAnObject = (): Problem => new Problem('invalid-request', { detail: 'The body must be a JSON object.' });

// class-transformer leaves them out, and what is left out is not refused.
const refusePrototypeNames = (names: readonly string[]): void => {
  const refused = names.filter((name) => name === '__proto__' || name === 'constructor');
  if (refused.length === 0) return;
  throw new Problem('invalid-request', { errors: refused.map((path) => ({ path, reason: unknownField })) });
};

/** The leaves of class-validator's tree, each with its whole path: `rewards[0].amountMinor`. */
export const fieldErrorsOf = (errors: readonly ValidationError[], parent = ''): readonly FieldError[] =>
  errors.flatMap((error) => {
    const path = pathOf(parent, error.property);
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
      path,
      reason: rule === 'whitelistValidation' ? unknownField : withoutSubject(message, error.property),
    }));
    return [...own, ...fieldErrorsOf(error.children ?? [], path)];
  });

const pathOf = (parent: string, property: string): string => {
  if (parent === '') return property;
  return /^\d+$/.test(property) ? `${parent}[${property}]` : `${parent}.${property}`;
};
