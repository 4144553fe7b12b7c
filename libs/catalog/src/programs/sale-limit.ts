import type { ApiPropertyOptions } from '@nestjs/swagger';
import type { SaleLimit } from '@whence/contracts-events';
import { ValidateBy } from 'class-validator';

const countMax = 1_000_000;
const withinDaysMax = 36_500;

const maxima = new Map([
  ['count', countMax],
  ['withinDays', withinDaysMax],
]);

/** Which sales of one contact earn: the first, those within so many days of the opening, or so many. */
export const isSaleLimit = (value: unknown): value is SaleLimit => {
  if (typeof value !== 'object' || value === null) return value === 'first';
  const members: readonly (readonly [string, unknown])[] = Object.entries(value);
  const [name = '', bound] = members[0] ?? [];
  return members.length === 1 && isWholeUpTo(maxima.get(name) ?? 0, bound);
};

const isWholeUpTo = (max: number, value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max;

export const IsSaleLimit = (): PropertyDecorator =>
  ValidateBy({
    name: 'isSaleLimit',
    validator: {
      validate: isSaleLimit,
      defaultMessage: () => 'must be "first", {"withinDays": n} or {"count": n} with a whole number from 1',
    },
  });

export const saleLimitDocs = {
  oneOf: [
    { type: 'string', enum: ['first'] },
    { type: 'object', required: ['withinDays'], properties: { withinDays: { type: 'integer', minimum: 1 } } },
    { type: 'object', required: ['count'], properties: { count: { type: 'integer', minimum: 1 } } },
  ],
  example: 'first',
  description: 'Which sales of one contact earn; all of them where it is left out.',
} satisfies ApiPropertyOptions;
