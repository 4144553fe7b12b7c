import { cleanJson, isCleanJson } from './clean-text.js';
import { quoteNumbers } from './quote-numbers.js';
import { surveyJson } from './survey-json.js';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const lenientUtf8 = new TextDecoder('utf-8');
/** Escapes that may yield what `cleanText` takes out; a pair of surrogates matches too and is left as it is. */
const suspectEscape = /\\u(?:0000|d[89a-f])/i;

export type ParsedJson =
  | {
      readonly kind: 'json';
      readonly value: unknown;
      /** True when the bytes held something no database takes, and the value differs from them for that reason. */
      readonly wasCleaned: boolean;
    }
  | { readonly kind: 'not-json' }
  | { readonly kind: 'too-deep' };

/**
 * Parses JSON from outside. Depth is checked before anything is built; integers beyond 2^53 come as their exact text;
 * a repeated key keeps its last value, as with `JSON.parse`; `__proto__` is a key like any other; NUL, lone surrogates
 * and bytes that are not UTF-8 are cleaned out of every text, and `wasCleaned` says so. Never throws.
 */
export const parseJson = (bytes: Uint8Array, { depthMax }: { readonly depthMax: number }): ParsedJson => {
  const { isTooDeep, delicateNumbers } = surveyJson(bytes, depthMax);
  if (isTooDeep) return { kind: 'too-deep' };
  const { text, wasRepaired } = decode(quoteNumbers(bytes, delicateNumbers));
  try {
    const value: unknown = JSON.parse(text);
    if (!suspectEscape.test(text) || isCleanJson(value)) return { kind: 'json', value, wasCleaned: wasRepaired };
    return { kind: 'json', value: cleanJson(value), wasCleaned: true };
  } catch {
    return { kind: 'not-json' };
  }
};

const decode = (bytes: Uint8Array): { text: string; wasRepaired: boolean } => {
  try {
    return { text: strictUtf8.decode(bytes), wasRepaired: false };
  } catch {
    return { text: lenientUtf8.decode(bytes), wasRepaired: true };
  }
};
