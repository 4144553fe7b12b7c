/** A moment, in UTC milliseconds. */
export type Instant = number;

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Cuts a moment to what its clock can tell: WhatsApp knows whole seconds only. */
export const cutTo = (precisionMs: number, at: Instant): Instant => Math.floor(at / precisionMs) * precisionMs;
