import type { JudgedTouchpoint } from '../eligibility/judge-entries.js';
import type { AttributionSettings, ModelName } from '../settings/attribution-settings.js';
import type { Order } from './precedence.js';

/** Who gets how much of the credit among the entries that may have some. */
export interface Model {
  readonly name: ModelName;
  /** What a workspace believes that chooses it. */
  readonly reason: string;
  /** Whose question it answers: the contact's, once and for every conversion, or each conversion's. */
  readonly subject: 'contact' | 'conversion';
  /** Whether an entry may have credit at all, by the touchpoint that speaks for it. */
  readonly considers: (speaker: JudgedTouchpoint) => boolean;
  /** How much each entry weighs, in whole numbers. Entries of one match class, earliest first, at least one. */
  readonly weigh: (speakers: readonly JudgedTouchpoint[], settings: AttributionSettings) => readonly number[];
}

export const everyEntry = (): boolean => true;

/** All the weight on the entry that goes first in this order. */
export const winnerTakesAll = (speakers: readonly JudgedTouchpoint[], inOrder: Order): readonly number[] => {
  let [winner] = speakers;
  for (const speaker of speakers) if (winner !== undefined && inOrder(speaker, winner) < 0) winner = speaker;
  return speakers.map((speaker) => Number(speaker === winner));
};
