/** Below it an epoch counts seconds (until the year 5138), from it on milliseconds (since March 1973). */
const secondsBelow = 100_000_000_000;
/** A smaller number is a counter or a year, a larger one microseconds; neither is a moment of a conversation. */
const earliest = Date.UTC(2001, 0, 1);
const latest = Date.UTC(9999, 11, 31);
const decimal = /^\d{1,16}(?:\.\d{1,9})?$/;
const iso = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{1,9})?(?:Z|([+-]\d{2}):?(\d{2}))?$/i;

/** A moment as somebody else wrote it. */
export interface Instant {
  /** UTC milliseconds. */
  readonly at: number;
  /** 1000 where it was written in whole seconds. */
  readonly precisionMs: 1 | 1000;
}

/**
 * Reads a moment written as epoch seconds or milliseconds (told apart by magnitude), as number or text, or in ISO 8601.
 * An ISO time without a zone is taken as UTC, never as this machine's. Undefined for anything else, and outside
 * 2001–9999.
 */
export const instantOf = (value: unknown): Instant | undefined => {
  const instant = typeof value === 'number' ? epochInstant(value) : textInstant(value);
  return instant !== undefined && instant.at >= earliest && instant.at < latest ? instant : undefined;
};

const textInstant = (value: unknown): Instant | undefined => {
  if (typeof value !== 'string') return undefined;
  return decimal.test(value) ? epochInstant(Number(value)) : isoInstant(value);
};

const epochInstant = (epoch: number): Instant =>
  epoch < secondsBelow
    ? { at: Math.round(epoch * 1000), precisionMs: Number.isInteger(epoch) ? 1000 : 1 }
    : { at: Math.trunc(epoch), precisionMs: 1 };

const isoInstant = (text: string): Instant | undefined => {
  const match = iso.exec(text);
  if (match === null) return undefined;
  const [, seconds, fraction = '', hours, minutes] = match;
  const at = Date.parse(`${seconds}${fraction}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`);
  return Number.isNaN(at) ? undefined : { at, precisionMs: fraction === '' ? 1000 : 1 };
};
