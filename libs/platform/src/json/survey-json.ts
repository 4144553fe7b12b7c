const quote = 0x22;
const backslash = 0x5c;
const opening: ReadonlySet<number> = new Set([0x7b, 0x5b]);
const closing: ReadonlySet<number> = new Set([0x7d, 0x5d]);
const exponent: ReadonlySet<number> = new Set([0x65, 0x45]);
/** Every integer of up to 15 digits is exact as a double. */
const exactDigitsMax = 15;

/** What is known of a JSON text before it is parsed. */
export interface JsonSurvey {
  /** True as soon as arrays and objects stand more than `depthMax` deep. */
  readonly isTooDeep: boolean;
  /** True when a number may not survive as a double: many digits, or an exponent. */
  readonly hasDelicateNumbers: boolean;
}

/** One pass over the bytes; strings are skipped. In UTF-8 no other character contains the bytes looked for here. */
export const surveyJson = (bytes: Uint8Array, depthMax: number): JsonSurvey => {
  let depth = 0;
  let digits = 0;
  let hasDelicateNumbers = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (isDigit(byte)) {
      digits++;
      hasDelicateNumbers ||= digits > exactDigitsMax;
      continue;
    }
    hasDelicateNumbers ||= digits > 0 && exponent.has(byte);
    digits = 0;
    if (byte === quote) at = endOfString(bytes, at);
    depth += nesting(byte);
    if (depth > depthMax) return { isTooDeep: true, hasDelicateNumbers };
  }
  return { isTooDeep: false, hasDelicateNumbers };
};

const nesting = (byte: number): number => Number(opening.has(byte)) - Number(closing.has(byte));

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/** Where the string that opens at `start` closes; the last byte where it never does. */
const endOfString = (bytes: Uint8Array, start: number): number => {
  for (let at = bytes.indexOf(quote, start + 1); at !== -1; at = bytes.indexOf(quote, at + 1)) {
    if (!isEscaped(bytes, at)) return at;
  }
  return bytes.length - 1;
};

/** Whether an odd number of backslashes stands before this byte. */
const isEscaped = (bytes: Uint8Array, at: number): boolean => {
  let first = at;
  while (bytes[first - 1] === backslash) first--;
  return (at - first) % 2 === 1;
};
