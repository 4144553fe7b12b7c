import { randomInt } from 'node:crypto';

import { codeNumbers, makeTextCode } from '@whence/codes';

/** Paths that the short domain serves itself: no link may stand in front of them. */
export const reservedKeys = ['health', 'metrics', 'docs', 'docs-json', 'webhooks', 'v1', 'r', 'events'] as const;

export const keyPattern = /^[a-z0-9-]{3,64}$/;

const drawnCharacters = 'abcdefghijklmnopqrstuvwxyz0123456789';
const keyLength = 7;
const refCodeLength = 10;

/** What a link is found by. */
export interface LinkCodes {
  readonly key: string;
  readonly refCode: string;
  readonly textCode: string;
}

/** A whole number from 0, below `below`. */
export type Draw = (below: number) => number;

const drawSecurely: Draw = (below) => randomInt(below);

/** The codes of a new link: what was asked for, and drawn ones for the rest. Whether they are free, the unique keys decide. */
export const drawCodes = (
  wanted: { readonly key?: string | undefined; readonly refCode?: string | undefined },
  draw: Draw = drawSecurely,
): LinkCodes => ({
  key: wanted.key ?? drawKey(draw),
  refCode: wanted.refCode ?? drawText(refCodeLength, draw),
  textCode: makeTextCode(draw(codeNumbers)),
});

export const isReserved = (key: string): boolean => reservedKeys.some((reserved) => reserved === key);

const drawKey = (draw: Draw): string => {
  const key = drawText(keyLength, draw);
  // Seven drawn characters can spell `metrics`.
  return isReserved(key) ? drawKey(draw) : key;
};

const drawText = (length: number, draw: Draw): string =>
  Array.from({ length }, () => drawnCharacters.charAt(draw(drawnCharacters.length))).join('');
