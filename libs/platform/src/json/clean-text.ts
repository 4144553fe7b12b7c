const nul = '\0';
const loneSurrogate = /[\uD800-\uDFFF]/gu;
const replacement = '\uFFFD';

/**
 * Text that PostgreSQL takes, as `text` and inside `jsonb`: without NUL (22021, 22P05), and with the replacement
 * character for each half of a surrogate pair that stands alone (22P02). Whole pairs, so every emoji, stay.
 */
export const cleanText = (text: string): string => text.replaceAll(nul, '').replace(loneSurrogate, replacement);

/** Whether cleaning this parsed JSON value would leave it as it is. */
export const isCleanJson = (value: unknown): boolean => {
  if (typeof value === 'string') return cleanText(value) === value;
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, field]) => cleanText(key) === key && isCleanJson(field));
};

/**
 * A copy of a parsed JSON value with every text and every key cleaned. Goes as deep as the value does: limit the depth
 * first, as `parseJson` does.
 */
export const cleanJson = (value: unknown): unknown => {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanJson);
  if (typeof value !== 'object' || value === null) return value;
  // fromEntries defines own properties, so that a key `__proto__` stays an ordinary key.
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [cleanText(key), cleanJson(field)]));
};
