import type { Instant } from '@whence/attribution-domain';

export abstract class Clock {
  abstract now(): Instant;
}
