import type { ChannelAccountId, Instant } from '@whence/attribution-domain';
import type { Channel, Provider } from '@whence/signals';

/** What was seen of one channel account: everything that findings about it rest on. */
export interface Observations {
  readonly account: ObservedAccount;
  /** From one moment (inclusive) to another (exclusive): what conversations and clicks are counted in. */
  readonly period: { readonly from: Instant; readonly to: Instant };
  readonly observedAt: Instant;
  /** One for each connection that ever told of the account. */
  readonly heard: readonly LastHeard[];
  readonly conversations: OpenedConversations;
  readonly clicks: LinkClicks;
  readonly subscriptions: readonly SubscriptionFacts[];
  /** What was delivered in the workspace for accounts that nobody registered. */
  readonly waitedFor: readonly WaitedForAccount[];
}

export interface ObservedAccount {
  readonly id: ChannelAccountId;
  readonly channel: Channel;
  /** The kinds of external ids it is registered with, such as `metaId`. */
  readonly idKinds: readonly string[];
}

/** When one connection last told of the account, in the period or before it. */
export interface LastHeard {
  readonly connectionId: string;
  readonly provider: Provider;
  readonly lastEventAt: Instant;
}

/** Conversations that opened in the period; evidence counts that came up to the opening or a little later. */
export interface OpenedConversations {
  readonly opened: number;
  /** A ref that no ad brought. */
  readonly withRef: number;
  readonly withAdReferral: number;
  /** A whole code in what the person wrote. */
  readonly withTextCode: number;
  readonly withDamagedCode: number;
  /** Nobody is credited, for two codes contradict each other. */
  readonly withAmbiguousCodes: number;
  /** Nobody is credited, for the platform withheld what was written. */
  readonly unreadable: number;
}

/** People's clicks in the period on links that lead to the account; robots and link tests are nobody's. */
export interface LinkClicks {
  readonly judged: number;
  /** Of those judged: known by what came into a conversation. */
  readonly ledToConversation: number;
  /** Who clicked so shortly before may still write. */
  readonly tooYoung: number;
  /** Of those judged: made after anything was last heard of the account. */
  readonly sinceLastEvent: number;
  /** Also of those that are not judged: whose token so many people came with that somebody must have handed it on. */
  readonly reused: number;
  /** How many people came with the token of one click, at most. */
  readonly mostPeopleByOne: number;
}

/** How the subscription through one connection compared with what it should be. */
export interface SubscriptionFacts {
  readonly connectionId: string;
  readonly provider: Provider;
  readonly checkedAt: Instant;
  readonly outcome: 'as-expected' | 'differs' | 'unreachable';
  /** `subscription`, `webhook-inactive`, `webhook-url`, `webhook-secret`, `ice-breakers`, `get-started`, `field:<name>` or `event:<name>`. */
  readonly missing: readonly string[];
  readonly cause?: string;
}

/** An account that deliveries name and nobody registered. */
export interface WaitedForAccount {
  /** `kind:value`, such as `metaId:17841400000000501`. */
  readonly reference: string;
  readonly parts: number;
}
