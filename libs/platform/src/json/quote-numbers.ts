import type { NumberPlace } from './survey-json.js';

const quote = 0x22;
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const space: ReadonlySet<number | undefined> = new Set([0x20, 0x09, 0x0a, 0x0d]);
/** What may follow a value: a comma, a closing bracket or brace, the end. */
const afterValue: ReadonlySet<number | undefined> = new Set([0x2c, 0x5d, 0x7d, undefined]);

/**
 * The same JSON text with quotes around those of the numbers that no double holds, so that any parser reads them as
 * their own digits. What is no JSON stays none: only a whole number in the place of a value is quoted.
 */
export const quoteNumbers = (bytes: Uint8Array, places: readonly NumberPlace[]): Uint8Array => {
  const inexact = places.filter((place) => isInexact(bytes, place) && isValue(bytes, place));
  if (inexact.length === 0) return bytes;
  const quoted = new Uint8Array(bytes.length + 2 * inexact.length);
  let from = 0;
  let to = 0;
  const copy = (until: number): void => {
    quoted.set(bytes.subarray(from, until), to);
    to += until - from;
    from = until;
  };
  for (const { start, end } of inexact) {
    copy(start);
    quoted[to++] = quote;
    copy(end);
    quoted[to++] = quote;
  }
  copy(bytes.length);
  return quoted;
};

/** Also of 1e400, which is more than any double. */
const isInexact = (bytes: Uint8Array, { start, end }: NumberPlace): boolean => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
  return jsonNumber.test(text) && !(Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER);
};

/** A number before a colon would pass for a key once it is quoted. */
const isValue = (bytes: Uint8Array, { end }: NumberPlace): boolean => {
  let at = end;
  while (space.has(bytes[at])) at++;
  return afterValue.has(bytes[at]);
};
