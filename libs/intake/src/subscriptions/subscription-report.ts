import type { Provider } from '@whence/signals';

/**
 * What a subscription lacks of what it should be: `subscription` (there is none), `webhook-inactive`, `webhook-url` (it
 * points elsewhere), `ice-breakers`, `get-started`, or the name of what is not delivered: `field:messaging_referrals` (Meta),
 * `event:referral.received` (Zernio).
 */
export type MissingPart =
  | 'subscription'
  | 'webhook-inactive'
  | 'webhook-url'
  | 'ice-breakers'
  | 'get-started'
  | `field:${string}`
  | `event:${string}`;

/** How the subscription of one channel account through one connection compared with what it should be. */
export interface SubscriptionReport {
  readonly workspaceId: string;
  readonly channelAccountId: string;
  readonly connectionId: string;
  readonly provider: Provider;
  /** UTC milliseconds. */
  readonly checkedAt: number;
  /** `unreachable`: the provider did not answer, or refused the key; nothing is known of the subscription. */
  readonly outcome: 'as-expected' | 'differs' | 'unreachable';
  /** Empty but for `differs`. */
  readonly missing: readonly MissingPart[];
  /** What the provider said where it was unreachable, in one line without secrets. */
  readonly cause?: string;
}
