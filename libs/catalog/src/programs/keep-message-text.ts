import type { ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';

/** That the text of messages which name the program is kept, and for how long. */
export interface KeepMessageText {
  readonly days: number;
}

/** Nobody needs a message for longer to explain what was credited by it. */
const daysMax = 365;

export const isKeepMessageText = (value: unknown): value is KeepMessageText => {
  if (typeof value !== 'object' || value === null) return false;
  const members: readonly (readonly [string, unknown])[] = Object.entries(value);
  const [name, days] = members[0] ?? [];
  return members.length === 1 && name === 'days' && isWholeUpToDaysMax(days);
};

const isWholeUpToDaysMax = (days: unknown): boolean =>
  typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= daysMax;

export const IsKeepMessageText = (): PropertyDecorator =>
  ValidateBy({
    name: 'isKeepMessageText',
    validator: {
      validate: isKeepMessageText,
      defaultMessage: () => `must be {"days": n} with a whole number from 1 to ${daysMax}`,
    },
  });

export const keepMessageTextDocs = {
  type: 'object',
  required: ['days'],
  properties: { days: { type: 'integer', minimum: 1, maximum: daysMax } },
  example: { days: 30 },
  description:
    'Whether the text of messages that name one of its links, ads or coupons is kept, sealed, and for how many days from when it was received. Left out, no text is kept.',
} satisfies ApiPropertyOptions;
