import { randomFillSync } from 'node:crypto';

import { ulid } from 'ulid';

/** A ULID takes its chance character by character, and sixteen small draws from the system cost 80 µs. */
const pool = new Uint8Array(4_096);
let used = pool.length;

const chance = (): number => {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const byte = pool[used] ?? 0;
  used += 1;
  return byte / 256;
};

/** A new public id: prefix, underscore, 26-character ULID (`lnk_01J…`). */
export const newId = <Prefix extends string>(prefix: Prefix): `${Prefix}_${string}` =>
  `${prefix}_${ulid(undefined, chance)}`;
