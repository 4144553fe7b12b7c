import { randomInt, randomUUID } from 'node:crypto';

/** Somebody with a phone, by the ids that the platforms give him. */
export interface Person {
  /** On Instagram. */
  readonly igsid: string;
  /** On Messenger. */
  readonly psid: string;
  /** On WhatsApp, digits. */
  readonly phone: string;
  /** On WhatsApp, within one business portfolio. */
  readonly businessScopedUserId: string;
}

export const aPerson = (): Person => ({
  igsid: freshDigits(17, '88'),
  psid: freshDigits(16, '73'),
  phone: freshDigits(13, '55'),
  businessScopedUserId: `BR.${freshDigits(20, '9')}`,
});

/** A number that nobody else has, as text: platform ids exceed what a JavaScript number can hold. */
export const freshDigits = (length: number, prefix: string): string =>
  prefix + Array.from({ length: length - prefix.length }, () => randomInt(10).toString()).join('');

/** An id that a platform gives one message. */
export const freshMessageId = (): string => randomUUID().replaceAll('-', '');
