import { ulid } from 'ulid';

import { drawByte } from './drawn-bytes.js';

/** A ULID takes its chance character by character. */
const chance = (): number => drawByte() / 256;

/** A new public id: prefix, underscore, 26-character ULID (`lnk_01J…`). */
export const newId = <Prefix extends string>(prefix: Prefix): `${Prefix}_${string}` =>
  `${prefix}_${ulid(undefined, chance)}`;
