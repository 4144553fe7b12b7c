import type { Partner } from '@whence/affiliate-domain';

export abstract class Partners {
  /** Keeps the partner unless a higher revision is known; answers whether it was kept. */
  abstract put(partner: Partner): Promise<boolean>;
}
