const dayOrMoment = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z)?$/;

/** UTC milliseconds of a day's beginning, or of a moment; undefined for anything else, and for days that no calendar has. */
export const readMoment = (text: string): number | undefined => {
  const [, day, time] = dayOrMoment.exec(text) ?? [];
  if (day === undefined) return undefined;
  const moment = Date.parse(time === undefined ? `${day}T00:00:00Z` : text);
  // `Date` takes the 30th of February for the 2nd of March.
  return Number.isNaN(moment) || !new Date(moment).toISOString().startsWith(day) ? undefined : moment;
};
