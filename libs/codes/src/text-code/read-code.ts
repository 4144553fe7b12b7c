import { clickPartLength, parseClickPart, type ClickPart } from './click-part.js';
import { gapBefore, holdTogether, joinedFrom, type Glyphs } from './glyphs.js';
import { isOneSlipFromABody } from './slip.js';
import { bodyLength, codePrefix, textCodeOf, type TextCode } from './text-code.js';

/** A code as it was found, and the index of the glyph behind it. */
export interface CodeReading {
  readonly kind: 'code';
  readonly code: TextCode;
  readonly clickPart?: ClickPart;
  readonly end: number;
}

/** What follows a prefix: a code, a code with one slip in it, or something else altogether. */
export type Reading =
  CodeReading | { readonly kind: 'damaged'; readonly characters: string } | { readonly kind: 'unrelated' };

const unrelated: Reading = { kind: 'unrelated' };

/** Reads what follows the prefix whose first glyph stands at `start`. */
export const readAfterPrefix = (glyphs: Glyphs, start: number): Reading => {
  const bodyStart = start + codePrefix.length;
  if (!holdTogether(glyphs, start, bodyStart + 1) || !isSetOff(glyphs, start)) return unrelated;
  return readCode(glyphs, bodyStart) ?? readDamage(glyphs, bodyStart) ?? unrelated;
};

/** Where the body is glued to the prefix, a word begins with both: the inside of a longer word or of a link is no code. */
const isSetOff = (glyphs: Glyphs, start: number): boolean => {
  if (gapBefore(glyphs, start + codePrefix.length) !== 'joined') return true;
  return gapBefore(glyphs, start) !== 'joined' && gapBefore(glyphs, start + 1) === 'joined';
};

/** The code whose body starts at this glyph, if there is one. */
export const readCode = (glyphs: Glyphs, bodyStart: number): CodeReading | undefined => {
  const bodyEnd = bodyStart + bodyLength;
  if (!holdTogether(glyphs, bodyStart, bodyEnd) || !canEndAt(glyphs, bodyEnd)) return undefined;
  const code = textCodeOf(glyphs.characters.slice(bodyStart, bodyEnd));
  if (code === undefined) return undefined;
  const clickPart = readClickPart(glyphs, bodyEnd);
  if (clickPart === undefined) return { kind: 'code', code, end: bodyEnd };
  return { kind: 'code', code, clickPart, end: bodyEnd + clickPartLength };
};

/**
 * People begin to type right behind a code, so a word may be glued to it. But one single character more is a slip; and a last
 * character that begins a word without ending it is that word's, not the code's.
 */
const canEndAt = (glyphs: Glyphs, end: number): boolean => {
  if (gapBefore(glyphs, end) !== 'joined') return true;
  return gapBefore(glyphs, end - 1) === 'joined' && joinedFrom(glyphs, end, 2) === 2;
};

/**
 * Behind a dash any six characters are a click part, as the link wrote it. In any other form they need a digit and an end,
 * or else the first words behind a code would be taken for one.
 */
const readClickPart = (glyphs: Glyphs, start: number): ClickPart | undefined => {
  const end = start + clickPartLength;
  if (gapBefore(glyphs, start) === 'apart' || !holdTogether(glyphs, start, end)) return undefined;
  const characters = glyphs.characters.slice(start, end);
  const isAsWritten =
    gapBefore(glyphs, start) === 'dash' && joinedFrom(glyphs, start, clickPartLength) === clickPartLength;
  const standsOut = /[0-9]/.test(characters) && gapBefore(glyphs, end) !== 'joined';
  return isAsWritten || standsOut ? parseClickPart(characters) : undefined;
};

const readDamage = (glyphs: Glyphs, bodyStart: number): Reading | undefined => {
  const length = damagedLengthAt(glyphs, bodyStart);
  if (length === undefined) return undefined;
  const body = glyphs.characters.slice(bodyStart, bodyStart + length);
  return isOneSlipFromABody(body) ? { kind: 'damaged', characters: `${codePrefix}-${body}` } : undefined;
};

/**
 * A word of one character less or more is read as it stands, a longer one as far as a body reaches. A shorter one may be a
 * body with spaces slipped in, but only behind a prefix of its own: "what a 4x4 car" is none.
 */
const damagedLengthAt = (glyphs: Glyphs, bodyStart: number): number | undefined => {
  const wordLength = joinedFrom(glyphs, bodyStart, bodyLength + 2);
  if (wordLength > bodyLength + 1) return bodyLength;
  if (wordLength >= bodyLength - 1) return wordLength;
  const bodyEnd = bodyStart + bodyLength;
  const isSpacedOut = gapBefore(glyphs, bodyStart) !== 'joined' && holdTogether(glyphs, bodyStart, bodyEnd);
  return isSpacedOut && canEndAt(glyphs, bodyEnd) ? bodyLength : undefined;
};
