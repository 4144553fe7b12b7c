import type { PartnerId } from './ids.js';

/** Who earns, as last told; of two states the one with the higher revision holds. */
export interface Partner {
  readonly id: PartnerId;
  readonly revision: number;
  readonly name: string;
  readonly status: 'active' | 'inactive';
}
