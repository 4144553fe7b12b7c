import { foldShapes } from '../text-code/fold-text.js';
import { couponCodeLength, parseCouponCode, type CouponCode } from './coupon-code.js';

/** Two coupons make a text ambiguous; more words are kept only because none of them need be a coupon's. */
const wordsMax = 32;

/** With what chat apps take for italics around it. */
const framedLengthMax = 2 * couponCodeLength.max;

/** Letters of other scripts end a word, so that a code is found inside Arabic or Chinese without spaces. */
const wordPattern = /[\p{Script=Latin}0-9_-]+/gu;
const framePattern = /^[_-]+|[_-]+$/g;
const mixedPattern = /[0-9]/;
const smallPattern = /\p{Ll}/u;
/** What most texts are made of. Asked first, since questions about scripts take many times as long. */
const everydayPattern = /^[A-Z]?[a-z.,;:!?'"()]*$/;

/**
 * The words of a text that may be coupons' codes, distinct: those with a digit and a letter in any case, and those written
 * in capitals. None of them need ever have been issued: that is for a look-up to say. Takes time in proportion to the
 * length of the text; of very many words those with digits are kept, then the first.
 */
export const findCouponCodes = (text: string): readonly CouponCode[] => {
  const mixed = new Set<CouponCode>();
  const capital = new Set<CouponCode>();
  for (const word of wordsOf(text)) {
    const hasDigit = mixedPattern.test(word);
    if (!hasDigit && smallPattern.test(word)) continue;
    const found = hasDigit ? mixed : capital;
    if (found.size >= wordsMax) continue;
    const code = parseCouponCode(word);
    if (typeof code === 'string') found.add(code);
  }
  return [...mixed, ...capital].slice(0, wordsMax);
};

/** Without those of addresses and handles: `anna10@mail.example` is no coupon, nor is a path of somebody's page. */
function* wordsOf(text: string): Generator<string> {
  for (const [chunk] of foldShapes(text).matchAll(/\S+/g)) {
    if (everydayPattern.test(chunk) || isAddress(chunk)) continue;
    for (const [framed] of chunk.matchAll(wordPattern)) {
      if (framed.length <= framedLengthMax) yield framed.replace(framePattern, '');
    }
  }
}

const isAddress = (chunk: string): boolean => chunk.includes('@') || chunk.includes('://') || /^www\./i.test(chunk);
