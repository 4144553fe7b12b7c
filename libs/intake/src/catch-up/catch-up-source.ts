import type { Secret } from '@whence/platform/config';
import type { Transaction } from '@whence/platform/postgres';
import type { AccountReference, Provider } from '@whence/signals';

/** What a provider has stored of an account's conversations, for what its webhooks did not bring. */
export interface CatchUpSource {
  readonly provider: Provider;
  find(request: CatchUpRequest): Promise<CaughtUpFound>;
}

export interface CatchUpRequest {
  readonly apiKey: Secret;
  readonly account: AccountReference;
  /** UTC milliseconds: what is older was caught up with before, or is history. */
  readonly since: number;
  /** Where the page before ended. */
  readonly position?: string | undefined;
  readonly signal: AbortSignal;
}

/** One page, from the newest on. What was found counts, however the page ended. */
export interface CaughtUpFound {
  readonly found: readonly CaughtUpDelivery[];
  readonly ended: CaughtUpEnded;
}

/** A body for the channel's translator. */
export interface CaughtUpDelivery {
  /** What it is: kept with the delivery, and no webhook has it. */
  readonly event: string;
  /** The same whenever the same is found: it is stored once. */
  readonly address: string;
  readonly body: Uint8Array;
  /** The platform's id of a message that says nothing a webhook would not have said. */
  readonly platformMessageId?: string;
}

export type CaughtUpEnded =
  /** `position`: there is more, from there on; without one nothing is left. `hasGaps`: something could not be read. */
  | { readonly kind: 'page'; readonly position?: string; readonly hasGaps: boolean }
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number }
  /** The provider does not know the position any more. */
  | { readonly kind: 'position-lost' }
  /** The key is good, and does not know the account. */
  | { readonly kind: 'not-ours' }
  /** `cause` is a status or a code, and quotes nobody. */
  | { readonly kind: 'refused'; readonly cause: string };

/** The accounts of one workspace that this provider knows. */
export interface AccountsOfProvider {
  (tx: Transaction, workspaceId: string): Promise<readonly AccountReference[]>;
}

/** Which of these messages some provider has told us of: their ids. */
export interface MessagesHeard {
  (workspaceId: string, account: AccountReference, platformMessageIds: readonly string[]): Promise<ReadonlySet<string>>;
}
