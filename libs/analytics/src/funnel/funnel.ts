/** By what the funnel's rows are told apart. */
export const funnelKeys = ['campaign', 'partner', 'link', 'channel'] as const;
export type FunnelKey = (typeof funnelKeys)[number];

export interface FunnelQuestion {
  readonly workspaceId: string;
  readonly groupBy: FunnelKey;
  /** UTC milliseconds, inclusive; from the beginning where absent. */
  readonly from?: number;
  /** UTC milliseconds, exclusive; open-ended where absent. */
  readonly to?: number;
}

/** What one campaign, partner, link or channel brought; each metric counts by its own event's time. */
export interface FunnelRow {
  /** An id, or the channel's name; null for what nobody is credited with. */
  readonly key: string | null;
  /** Robots are no clicks. */
  readonly clicks: number;
  readonly uniqueClicks: number;
  /** Shared credit counts once for each key it goes to. */
  readonly conversations: number;
  readonly leads: number;
  readonly sales: number;
  /** One entry for each currency, in alphabetical order. */
  readonly money: readonly FunnelMoney[];
}

export interface FunnelMoney {
  readonly currency: string;
  /**
   * Of sales, split by shares: parts are rounded down and the first credit takes the remainder, so parts sum exactly. A
   * refund is split alike and taken off when it occurred, so this may be below zero.
   */
  readonly revenueMinor: bigint;
  /** Accrued less reversed; what a refund reversed is taken off when the refund occurred. */
  readonly commissionMinor: bigint;
}
