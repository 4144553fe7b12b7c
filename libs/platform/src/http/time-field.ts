import { ValidateBy } from 'class-validator';

const yearMin = 1970;
// Less than four digits hold, so that an offset, or the days that terms add to it, cannot push it over.
const yearMax = 9900;
const timePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** RFC 3339 with its offset: a time without one would mean another moment on another server. */
export const isTime = (value: unknown): value is string =>
  typeof value === 'string' && timePattern.test(value) && !Number.isNaN(Date.parse(value)) && existsInCalendar(value);

/** A time in a request, as text; `Date.parse` reads what it lets through. */
export const IsTime = (): PropertyDecorator =>
  ValidateBy({
    name: 'isTime',
    validator: {
      validate: isTime,
      defaultMessage: () =>
        `must be a time of RFC 3339 with its offset, such as 2026-11-23T09:30:00.000Z, from ${yearMin} to ${yearMax}`,
    },
  });

// `Date.parse` takes the 31st of February for the 3rd of March.
const existsInCalendar = (text: string): boolean => {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  return year >= yearMin && year <= yearMax && new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
};
