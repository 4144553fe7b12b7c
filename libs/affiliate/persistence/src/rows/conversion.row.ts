/** A conversion as `pg` reads and writes it: TypeORM has no part in the consumer's path. */
export interface ConversionRow {
  readonly workspaceId: string;
  readonly id: string;
  readonly version: number;
  readonly type: string;
  readonly occurredAt: Date;
  readonly amountMinor: string | null;
  readonly currency: string | null;
  readonly contactId: string;
  readonly channel: string | null;
  readonly finalAt: Date;
  readonly credits: readonly CreditJson[];
}

export interface CreditJson {
  readonly shareMillionths: number;
  readonly earner?: { readonly partnerId: string; readonly programId: string; readonly programVersion: number };
  readonly linkId?: string;
  readonly campaignId?: string;
  readonly adId?: string;
}
