import type { AccountReference, Channel } from './conversation-signal.js';

/**
 * What a subscription lacks of what it should be: `subscription` (there is none), `webhook-inactive`, `webhook-url` (it
 * points elsewhere), `webhook-secret` (nothing is signed, so nothing is taken in), `ice-breakers`, `get-started`, or the name
 * of what is not delivered: `field:messaging_referrals` (Meta), `event:referral.received` (Zernio).
 */
export type MissingPart =
  | 'subscription'
  | 'webhook-inactive'
  | 'webhook-url'
  | 'webhook-secret'
  | 'ice-breakers'
  | 'get-started'
  | `field:${string}`
  | `event:${string}`;

/** A channel account as a provider is asked about it. */
export interface SubscribedAccount {
  readonly channel: Channel;
  readonly externalIds: { readonly [Kind in AccountReference['kind']]?: string };
}

/** What to ask a provider with, and where its deliveries should go. */
export interface SubscriptionKey {
  readonly apiKey: string;
  /** Where the provider should deliver to, below whatever public URL. */
  readonly webhookPath: string;
}

/** What asking a provider about one channel account came to. */
export type SubscriptionFinding =
  | { readonly kind: 'compared'; readonly missing: readonly MissingPart[] }
  /** It did not answer, or refused the key. */
  | { readonly kind: 'unreachable'; readonly cause: string }
  /** It answered, and the account is not among those that the key is for: another connection's may be. */
  | { readonly kind: 'not-its-account'; readonly cause: string }
  /** The account has no id that this provider could know it by. */
  | { readonly kind: 'not-there' };

/** How subscriptions are looked up at one provider. */
export interface SubscriptionReader {
  /** Asks with one key, about one account after the other; what is the same for all of them is asked once. Never rejects. */
  through(key: SubscriptionKey): (account: SubscribedAccount) => Promise<SubscriptionFinding>;
}

/** Whether a webhook's URL leads to this path, through whatever proxies: the path names one connection and no other. */
export const leadsTo = (webhookPath: string, url: string): boolean => {
  const [path = ''] = url.trim().split(/[?#]/);
  return path.replace(/\/+$/, '').endsWith(webhookPath);
};
