/** A moment, in UTC milliseconds. */
export type Instant = number;

export const dayMs = 86_400_000;
