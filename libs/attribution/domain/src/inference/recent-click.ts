import type { ClickFacts } from '../catalogue/catalogue-facts.js';

/** What a person holds in the hand, as far as a request or a message tells. */
export type DeviceClass = 'ios' | 'android' | 'desktop';

/** A click with what its request told of the person, and whether it is known already where it led. */
export interface RecentClick extends ClickFacts {
  readonly deviceClass?: DeviceClass;
  /** The language the browser asked for first, such as `pt-BR`. */
  readonly language?: string;
  /** Some conversation came with this click's token or click part: it is spoken for. */
  readonly isMatched: boolean;
}
