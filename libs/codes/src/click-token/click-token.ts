import { fromBase64url, toBase64url } from './base64url.js';
import { areEqualInConstantTime } from './equal-bytes.js';
import { claimsOfLayout, layOutClickToken, layoutBytes, type ClickClaims } from './token-layout.js';

/** Signs bytes with a key that only we have: HMAC-SHA256 or its like, 16 bytes or more. */
export type TokenMac = (payload: Uint8Array) => Uint8Array;

/** What a `ref` turns out to be. `forged` looks like a token of ours and is not signed by us: an unknown ref, no more. */
export type ClickTokenReading =
  | {
      readonly kind: 'click';
      readonly linkId: `lnk_${string}`;
      readonly clickId: `clk_${string}`;
      readonly clickedAt: number;
    }
  | { readonly kind: 'forged' }
  | { readonly kind: 'not-a-token' };

/** Whence, layout 1. Another layout takes another mark, and its MAC another key. */
const tokenMark = 'w1';

/** 128 bits of the MAC: a guess succeeds once in 3·10^38, and the bytes fill whole groups of base64url. */
const macBytes = 16;

/** Longer than any ref code may be (64), so that neither can be mistaken for the other. */
export const clickTokenLength = tokenMark.length + ((layoutBytes + macBytes) / 3) * 4;

/** The MAC that was handed in is too short to protect a token. */
export class WeakTokenMacViolation extends Error {
  constructor(length: number) {
    super(`a token is signed with ${String(macBytes)} bytes, and there are only ${String(length)}`);
    this.name = 'WeakTokenMacViolation';
  }
}

/** The token of a click, for a link's `ref`: 74 characters of `A-Z a-z 0-9 _ -`. */
export const writeClickToken = (claims: ClickClaims, mac: TokenMac): string => {
  const payload = layOutClickToken(claims);
  const token = new Uint8Array(layoutBytes + macBytes);
  token.set(payload);
  token.set(signatureOf(payload, mac), layoutBytes);
  return tokenMark + toBase64url(token);
};

/**
 * Reads a `ref` as a click token. While keys are rotated, ask again with the previous key's MAC where this one says
 * `forged`.
 */
export const readClickToken = (ref: string, mac: TokenMac): ClickTokenReading => {
  const hasTheForm = ref.startsWith(tokenMark) && ref.length === clickTokenLength;
  const token = hasTheForm ? fromBase64url(ref.slice(tokenMark.length)) : undefined;
  if (token === undefined) return { kind: 'not-a-token' };
  const payload = token.subarray(0, layoutBytes);
  if (!areEqualInConstantTime(token.subarray(layoutBytes), signatureOf(payload, mac))) return { kind: 'forged' };
  return { kind: 'click', ...claimsOfLayout(payload) };
};

const signatureOf = (payload: Uint8Array, mac: TokenMac): Uint8Array => {
  const signature = mac(payload);
  if (signature.length < macBytes) throw new WeakTokenMacViolation(signature.length);
  return signature.subarray(0, macBytes);
};
