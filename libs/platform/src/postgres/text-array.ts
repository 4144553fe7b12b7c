const plain = /^[\w.:-]+$/;

/**
 * Values of a column as the literal of a `text[]`, or of an array whose elements are read from text. `pg` makes the same of an
 * array, by three replacements in each value; ids, numbers and words need none.
 */
export const textArray = (values: readonly (string | number | null | undefined)[]): string => {
  let literal = '';
  for (const value of values) literal += literal === '' ? elementOf(value) : `,${elementOf(value)}`;
  return `{${literal}}`;
};

const elementOf = (value: string | number | null | undefined): string => {
  if (value === null || value === undefined) return 'NULL';
  const text = String(value);
  // Unquoted, the word would be no word.
  if (plain.test(text) && text.toUpperCase() !== 'NULL') return text;
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
};
