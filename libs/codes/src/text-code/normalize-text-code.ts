import { foldText } from './fold-text.js';
import { holdTogether, readGlyphs } from './glyphs.js';
import { codePrefix, textCodeOf, type TextCode } from './text-code.js';

/** What was given is no code: neither written as one nor another spelling of one. */
export interface MalformedTextCode {
  readonly kind: 'malformed-text-code';
}

/** A code that was given alone, in whatever spelling, in its one written form. */
export const normalizeTextCode = (text: string): TextCode | MalformedTextCode => {
  const glyphs = readGlyphs(foldText(text));
  const { characters } = glyphs;
  const isOneCode = characters.startsWith(codePrefix) && holdTogether(glyphs, 0, characters.length);
  const code = isOneCode ? textCodeOf(characters.slice(codePrefix.length)) : undefined;
  return code ?? { kind: 'malformed-text-code' };
};
