import { randomFillSync } from 'node:crypto';

/** A small draw from the system costs as much as one of thousands of bytes. */
const pool = Buffer.alloc(4_096);
let used = pool.length;

/** So many random bytes (a few hundred at most), each of which nobody is ever given again. */
export const drawBytes = (count: number): Buffer => {
  const from = place(count);
  return Buffer.from(pool.subarray(from, from + count));
};

/** One of them. */
export const drawByte = (): number => pool[place(1)] ?? 0;

/** Where so many unused bytes begin. */
const place = (count: number): number => {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += count;
  return used - count;
};
