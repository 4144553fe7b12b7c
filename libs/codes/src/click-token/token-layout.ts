import { bytesOfUlid, ulidBytes, ulidOfBytes } from './ulid-bytes.js';

/** What a click token says. */
export interface ClickClaims {
  /** `lnk_` and a ULID. */
  readonly linkId: string;
  /** `clk_` and a ULID. */
  readonly clickId: string;
  /** When the link was requested, UTC milliseconds. */
  readonly clickedAt: number;
}

const linkPrefix = 'lnk_';
const clickPrefix = 'clk_';
const timeBytes = 6;
const timeLimit = 2 ** (timeBytes * 8);
const clickStart = ulidBytes;
const timeStart = clickStart + ulidBytes;

/** Link, click, time: 38 bytes. */
export const layoutBytes = timeStart + timeBytes;

/** A click token was asked for with an id that is no ULID, or a time that no clock shows. */
export class ClickClaimsViolation extends Error {
  constructor(claim: keyof ClickClaims, value: string | number) {
    super(`a click token cannot say ${claim} ${String(value)}`);
    this.name = 'ClickClaimsViolation';
  }
}

/** The bytes that a click token signs: the link's ULID, the click's, and the time as 48 bits, biggest first. */
export const layOutClickToken = ({ linkId, clickId, clickedAt }: ClickClaims): Uint8Array => {
  const bytes = new Uint8Array(layoutBytes);
  bytes.set(idBytes(linkId, { prefix: linkPrefix, claim: 'linkId' }));
  bytes.set(idBytes(clickId, { prefix: clickPrefix, claim: 'clickId' }), clickStart);
  bytes.set(timeAsBytes(clickedAt), timeStart);
  return bytes;
};

const idBytes = (id: string, { prefix, claim }: { prefix: string; claim: keyof ClickClaims }): Uint8Array => {
  const bytes = id.startsWith(prefix) ? bytesOfUlid(id.slice(prefix.length)) : undefined;
  if (bytes === undefined) throw new ClickClaimsViolation(claim, id);
  return bytes;
};

const timeAsBytes = (at: number): Uint8Array => {
  if (!Number.isInteger(at) || at < 0 || at >= timeLimit) throw new ClickClaimsViolation('clickedAt', at);
  const bytes = new Uint8Array(timeBytes);
  let rest = at;
  for (let index = timeBytes - 1; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
};

/** What bytes of that layout say. */
export const claimsOfLayout = (bytes: Uint8Array) => ({
  linkId: `${linkPrefix}${ulidOfBytes(bytes.subarray(0, clickStart))}` as const,
  clickId: `${clickPrefix}${ulidOfBytes(bytes.subarray(clickStart, timeStart))}` as const,
  clickedAt: bytes.subarray(timeStart, layoutBytes).reduce((time, byte) => time * 256 + byte, 0),
});
