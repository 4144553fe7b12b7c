import type { MissingPart, Provider } from '@whence/signals';

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
