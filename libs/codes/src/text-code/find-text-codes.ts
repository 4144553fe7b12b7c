import type { ClickPart } from './click-part.js';
import { foldText } from './fold-text.js';
import { gapBefore, readGlyphs, type Glyphs } from './glyphs.js';
import { readAfterPrefix, readCode, type CodeReading } from './read-code.js';
import { isOneSlipFromThePrefix } from './slip.js';
import { codePrefix, type TextCode } from './text-code.js';

/** A code in a text, with the click it names where the text still says so. */
export interface FoundTextCode {
  readonly code: TextCode;
  readonly clickPart?: ClickPart;
}

/** The codes of a text. None of them need ever have been issued: that is for a look-up to say. */
export interface TextCodeFindings {
  /** Distinct, in the order of the text; a code that occurs again adds nothing but a click part the first one lacked. */
  readonly codes: readonly FoundTextCode[];
  /** What is one slip away from being a code, distinct, in capitals. It stands for no code, least of all the nearest. */
  readonly damaged: readonly string[];
}

/** Two codes make a text ambiguous; more are kept for the explanation only, and not without end. */
const findingsMax = 16;

/** A prefix with a character too many is the longest that is looked at. */
const damagedPrefixMax = codePrefix.length + 1;

/**
 * Finds the codes in a text that a person sent: in any case and script style, spaced out or run together, quoted, between
 * emoji, beside right-to-left text, twice. Takes time in proportion to the length of the text.
 */
export const findTextCodes = (text: string): TextCodeFindings => {
  const glyphs = readGlyphs(foldText(text));
  const codes = new Map<TextCode, FoundTextCode>();
  const damaged = new Set<string>();

  let start = glyphs.characters.indexOf(codePrefix);
  while (start !== -1) {
    const reading = readAfterPrefix(glyphs, start);
    if (reading.kind === 'code') keepCode(codes, reading);
    if (reading.kind === 'damaged') keepDamaged(damaged, reading.characters);
    start = glyphs.characters.indexOf(codePrefix, reading.kind === 'code' ? reading.end : start + codePrefix.length);
  }
  for (const characters of damagedPrefixes(glyphs)) keepDamaged(damaged, characters);

  return { codes: [...codes.values()], damaged: [...damaged] };
};

const keepCode = (codes: Map<TextCode, FoundTextCode>, { code, clickPart }: CodeReading): void => {
  const known = codes.get(code);
  if (known === undefined && codes.size >= findingsMax) return;
  if (known?.clickPart !== undefined) return;
  codes.set(code, clickPart === undefined ? { code } : { code, clickPart });
};

const keepDamaged = (damaged: Set<string>, characters: string): void => {
  if (damaged.size < findingsMax) damaged.add(characters);
};

/** Whole bodies behind a dash whose prefix has the slip: greetings are deleted from a draft with one key press too many. */
function* damagedPrefixes(glyphs: Glyphs): Generator<string> {
  for (let index = 1; index < glyphs.characters.length; index += 1) {
    if (gapBefore(glyphs, index) !== 'dash') continue;
    const prefix = wordBefore(glyphs, index);
    const reading = isOneSlipFromThePrefix(prefix) ? readCode(glyphs, index) : undefined;
    if (reading !== undefined) yield `${prefix}${reading.code.slice(codePrefix.length)}`;
  }
}

/** The joined glyphs in front of this one; one more than a damaged prefix can have, at most. */
const wordBefore = (glyphs: Glyphs, end: number): string => {
  let start = end - 1;
  while (end - start <= damagedPrefixMax && gapBefore(glyphs, start) === 'joined') start -= 1;
  return glyphs.characters.slice(start, end);
};
