/** Tells the time, so that nothing inside asks the machine. */
export abstract class Clock {
  /** UTC, milliseconds since the epoch. */
  abstract now(): number;
}

export class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }
}
