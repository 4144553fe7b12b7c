/** Texts are read up to here; no messaging platform delivers longer ones. */
const textReadMax = 65_536;

/** A digit or letter that is shown as an emoji (1️⃣, ℹ️) is a picture beside a code, and no character of it. */
const shownAsEmoji = /[0-9]\ufe0f?\u20e3|[^\p{M}\p{ASCII}]\ufe0f/gu;

/** Zero-width characters, bidirectional marks, soft hyphens, variation selectors, accents, the frame of a keycap emoji. */
const notSeenAsCharacters = /[\p{Default_Ignorable_Code_Point}\p{M}]/gu;

/** Zeros of digits that keyboards in use write, and that compatibility folding leaves alone: Arabic, Persian, Devanagari, Bengali. */
const foreignZeros = [0x0660, 0x06f0, 0x0966, 0x09e6] as const;
const foreignDigits = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]/g;

/**
 * A text as a reader of codes sees it: capital letters, plain digits, nothing invisible. Full-width, circled and
 * mathematical letters become the letters they show.
 */
export const foldText = (text: string): string => foldShapes(text).toUpperCase();

/** The same in the case it was written in. */
export const foldShapes = (text: string): string =>
  text
    .slice(0, textReadMax)
    .replace(shownAsEmoji, ' ')
    // Marks go before the folding too: it would sort a long run of them in more than linear time.
    .replace(notSeenAsCharacters, '')
    .normalize('NFKD')
    .replace(notSeenAsCharacters, '')
    .replace(foreignDigits, plainDigit);

const plainDigit = (digit: string): string => {
  const codePoint = digit.charCodeAt(0);
  const zero = foreignZeros.find((candidate) => codePoint >= candidate && codePoint < candidate + 10);
  return String(codePoint - (zero ?? codePoint));
};
