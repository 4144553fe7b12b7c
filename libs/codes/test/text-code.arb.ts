import fc from 'fast-check';
import { codeNumbers } from '../src/text-code/alphabet.js';
import { makeClickPart } from '../src/text-code/click-part.js';
import { makeTextCode } from '../src/text-code/text-code.js';

/** What chance hands to whoever makes codes. */
export const aDrawnNumber = fc.integer({ min: 0, max: codeNumbers - 1 });

export const aTextCode = aDrawnNumber.map(makeTextCode);

export const aClickPart = aDrawnNumber.map(makeClickPart);
