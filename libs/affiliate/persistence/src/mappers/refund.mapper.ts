import { idOf, type Refund, type RefundedStretch } from '@whence/affiliate-domain';

import type { RefundRow } from '../rows/refund.row.js';

export const toRow = (workspaceId: string, { id, conversionId, occurredAt, stretch }: Refund): RefundRow => ({
  workspaceId,
  id,
  conversionId,
  occurredAt: new Date(occurredAt),
  amountMinor: stretch?.amountMinor.toString() ?? null,
  toDateMinor: stretch?.toDateMinor.toString() ?? null,
  currency: stretch?.currency ?? null,
});

export const toDomain = (row: RefundRow): Refund => ({
  id: idOf('rfd', row.id),
  conversionId: idOf('cvn', row.conversionId),
  occurredAt: row.occurredAt.getTime(),
  stretch: toStretch(row),
});

const toStretch = ({ amountMinor, toDateMinor, currency }: RefundRow): RefundedStretch | undefined =>
  amountMinor === null || toDateMinor === null || currency === null
    ? undefined
    : { amountMinor: BigInt(amountMinor), toDateMinor: BigInt(toDateMinor), currency };
