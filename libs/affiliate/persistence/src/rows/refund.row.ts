/** A refund as `pg` reads and writes it. The three last are there together, or none of them is. */
export interface RefundRow {
  readonly workspaceId: string;
  readonly id: string;
  readonly conversionId: string;
  readonly occurredAt: Date;
  readonly amountMinor: string | null;
  readonly toDateMinor: string | null;
  readonly currency: string | null;
}
