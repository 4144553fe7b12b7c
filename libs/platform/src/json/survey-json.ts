const other = 0;
const quote = 1;
const opening = 2;
const closing = 3;
const numeric = 4;
const exponent = 5;

/** What each byte means outside a string; in UTF-8 no other character contains one of these. */
const meanings = new Uint8Array(256);
const means = (characters: string, meaning: number): void => {
  for (const character of characters) meanings[character.charCodeAt(0)] = meaning;
};
means('"', quote);
means('[{', opening);
means(']}', closing);
means('+-.0123456789', numeric);
means('eE', exponent);

const quoteByte = 0x22;
const backslash = 0x5c;
/** Every integer of up to 15 digits is exact as a double. */
const exactDigitsMax = 15;

/** Where a number stands in a JSON text: its first byte, and the one after its last. */
export interface NumberPlace {
  readonly start: number;
  readonly end: number;
}

/** What is known of a JSON text before it is parsed. */
export interface JsonSurvey {
  /** True as soon as arrays and objects stand more than `depthMax` deep. */
  readonly isTooDeep: boolean;
  /** Numbers that may not survive as a double, in their order: those of many digits, or with an exponent. */
  readonly delicateNumbers: readonly NumberPlace[];
}

/** One pass over the bytes; strings are skipped. */
export const surveyJson = (bytes: Uint8Array, depthMax: number): JsonSurvey => {
  const delicateNumbers: NumberPlace[] = [];
  let depth = 0;
  for (let at = 0; at < bytes.length; at++) {
    const meaning = meaningAt(bytes, at);
    if (meaning === other) continue;
    if (meaning === quote) at = endOfString(bytes, at);
    else if (meaning === closing) depth--;
    else if (meaning === opening) depth++;
    else if (meaning === numeric) {
      const end = endOfNumber(bytes, at);
      if (isDelicate(bytes, at, end)) delicateNumbers.push({ start: at, end });
      at = end - 1;
    }
    if (depth > depthMax) return { isTooDeep: true, delicateNumbers };
  }
  return { isTooDeep: false, delicateNumbers };
};

const meaningAt = (bytes: Uint8Array, at: number): number => meanings[bytes[at] ?? 0] ?? other;

const endOfNumber = (bytes: Uint8Array, start: number): number => {
  let end = start + 1;
  while (end < bytes.length && meaningAt(bytes, end) >= numeric) end++;
  return end;
};

const isDelicate = (bytes: Uint8Array, start: number, end: number): boolean => {
  if (end - start > exactDigitsMax) return true;
  for (let at = start; at < end; at++) if (meaningAt(bytes, at) === exponent) return true;
  return false;
};

/** Where the string that opens at `start` closes; the last byte where it never does. */
const endOfString = (bytes: Uint8Array, start: number): number => {
  for (let at = bytes.indexOf(quoteByte, start + 1); at !== -1; at = bytes.indexOf(quoteByte, at + 1)) {
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
