import { findTextCodes, makeClickPart, makeTextCode, writeCodeWithClick } from '@whence/codes';

/** WhatsApp's own short links take 140 characters, and the code with its click part needs 18 of them. */
export const messageCharactersMax = 120;

// Line breaks are fine in a draft; NUL, other control characters and lone surrogates are not.
const messagePattern = new RegExp(`^(?=[^]*\\S)(?:\\n|[^\\p{Cc}\\p{Cs}]){1,${messageCharactersMax}}$`, 'u');

const sampleCode = makeTextCode(1);
const sampleClick = makeClickPart(1);

/**
 * Whether a message can stand before a code in a draft: short enough, and without anything that reads as a code itself,
 * which would leave it open whose the person is.
 */
export const isLinkMessage = (value: unknown): value is string => {
  if (typeof value !== 'string' || !messagePattern.test(value)) return false;
  const { codes, damaged } = findTextCodes(`${value} ${writeCodeWithClick(sampleCode, sampleClick)}`);
  const [found] = codes;
  return codes.length === 1 && damaged.length === 0 && found?.code === sampleCode && found.clickPart === sampleClick;
};
