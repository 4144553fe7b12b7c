import type { Channel, Story } from './story.js';

/** One person and everything that will become of them. The same seed plans the same people. */
export interface Person {
  /** From 1. */
  readonly number: number;
  readonly story: Story;
  readonly channel: Channel;
  /** Place of the partner whose link is the person's own, and of another one. */
  readonly partner: number;
  readonly rival: number;
  /** WhatsApp: known by a business-scoped user id only. */
  readonly hidesPhone: boolean;
  /** A preview robot fetches the link before it is tapped. */
  readonly isPreviewed: boolean;
  readonly conversions: readonly PlannedConversion[];
  /** Reports wait until everybody has written; else they follow the messages at once. */
  readonly convertsLater: boolean;
  /** Decides words, duplicates and order. */
  readonly seed: number;
}

export interface PlannedConversion {
  readonly type: 'lead' | 'sale';
  /** Of a sale, in the program's currency. */
  readonly amountMinor?: bigint;
  readonly namedBy: 'channel-identity' | 'conversation' | 'external-user';
  /** The same report is sent again. */
  readonly isRepeated: boolean;
  /** Whether the report says when it happened. */
  readonly saysWhen: boolean;
}
