/** One version of a program's terms as `pg` reads and writes it. */
export interface ProgramTermsRow {
  readonly workspaceId: string;
  readonly programId: string;
  readonly programVersion: number;
  readonly currency: string;
  readonly rewards: readonly RewardJson[];
  readonly holdDays: number;
  readonly saleLimit: SaleLimitJson | null;
}

export type RewardJson =
  | { readonly kind: 'flat'; readonly on: string; readonly amountMinor: string }
  | { readonly kind: 'percentage'; readonly on: string; readonly basisPoints: number };

export type SaleLimitJson =
  | { readonly kind: 'first' }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'within-days'; readonly days: number };
