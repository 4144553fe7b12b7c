import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';

import { withoutSubject } from '../config/without-subject.js';
import { Problem, type FieldError } from './problem.js';

const fieldErrorsMax = 100;

/** The one validation of every API body, query and path: unknown fields are refused, all errors are told at once. */
export const createValidationPipe = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    exceptionFactory: (errors) =>
      new Problem('invalid-request', { errors: fieldErrorsOf(errors).slice(0, fieldErrorsMax) }),
  });

/** The leaves of class-validator's tree, each with its whole path: `rewards[0].amountMinor`. */
export const fieldErrorsOf = (errors: readonly ValidationError[], parent = ''): readonly FieldError[] =>
  errors.flatMap((error) => {
    const path = pathOf(parent, error.property);
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
      path,
      reason: rule === 'whitelistValidation' ? 'is not a known field' : withoutSubject(message, error.property),
    }));
    return [...own, ...fieldErrorsOf(error.children ?? [], path)];
  });

const pathOf = (parent: string, property: string): string => {
  if (parent === '') return property;
  return /^\d+$/.test(property) ? `${parent}[${property}]` : `${parent}.${property}`;
};
