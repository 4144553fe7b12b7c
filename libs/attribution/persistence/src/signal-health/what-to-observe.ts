import type { Observations } from '@whence/attribution-application';
import type { Channel } from '@whence/signals';

/** A link that leads to the account, and the code it stands for in texts. */
export interface LeadingLink {
  readonly id: string;
  readonly textCode: string;
}

/** Which channel account to look at, and what the catalogue knows of it. */
export interface WhatToObserve {
  readonly channelAccountId: string;
  readonly channel: Channel;
  readonly links: readonly LeadingLink[];
  readonly period: Observations['period'];
  /** Clicks from then on are too young to be judged, UTC milliseconds. */
  readonly judgedUntil: number;
}

/** What attribution's own tables tell of an account. */
export type ObservedOfAccount = Pick<Observations, 'heard' | 'conversations' | 'clicks'>;
