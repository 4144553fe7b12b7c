/**
 * What lies between two characters: nothing; a single dash; a little that is neither letter nor digit (spaces, quotes, line
 * breaks, an emoji); or so much that they do not belong together.
 */
export type Gap = 'joined' | 'dash' | 'loose' | 'apart';

/** The letters and digits of a text in a row, and the gap before each of them. */
export interface Glyphs {
  readonly characters: string;
  readonly gaps: readonly Gap[];
}

/** As in ` - ` with an emoji, or a line break and two quotes. */
const looseGapMax = 4;

const words = /[A-Z0-9]+/g;
const letterOrDigit = /[\p{L}\p{N}]/u;

/** All dashes, the underscore, the minus sign, and the mark that Japanese keyboards write where a dash is wanted. */
const singleDash = /^[\p{Pd}_\u2212\u30fc]$/u;

/** Splits a folded text into glyphs. Letters of other scripts set apart what stands on either side of them. */
export const readGlyphs = (folded: string): Glyphs => {
  const gaps: Gap[] = [];
  const found: string[] = [];
  let end = 0;
  for (const match of folded.matchAll(words)) {
    const [word] = match;
    gaps.push(found.length === 0 ? 'apart' : gapOf(folded.slice(end, match.index)));
    for (let rest = word.length - 1; rest > 0; rest -= 1) gaps.push('joined');
    found.push(word);
    end = match.index + word.length;
  }
  return { characters: found.join(''), gaps };
};

/** The gap before the glyph at this index; behind the last one nothing follows. */
export const gapBefore = ({ gaps }: Glyphs, index: number): Gap => gaps[index] ?? 'apart';

/** Whether these glyphs, `from` inclusive, `to` exclusive, belong together. */
export const holdTogether = (glyphs: Glyphs, from: number, to: number): boolean => {
  if (to > glyphs.characters.length) return false;
  for (let index = from + 1; index < to; index += 1) if (gapBefore(glyphs, index) === 'apart') return false;
  return true;
};

/** How many glyphs are joined from this index on, itself included; counted no further than `most`. */
export const joinedFrom = (glyphs: Glyphs, index: number, most: number): number => {
  if (index >= glyphs.characters.length) return 0;
  let count = 1;
  while (count < most && gapBefore(glyphs, index + count) === 'joined') count += 1;
  return count;
};

const gapOf = (between: string): Gap => {
  if (between.length > looseGapMax) return 'apart';
  if (singleDash.test(between)) return 'dash';
  return letterOrDigit.test(between) ? 'apart' : 'loose';
};
