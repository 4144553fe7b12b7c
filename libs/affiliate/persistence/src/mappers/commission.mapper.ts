import {
  idIfAny,
  idOf,
  money,
  refundedOf,
  type Commission,
  type CommissionStatus,
  type RefundReversal,
} from '@whence/affiliate-domain';

import type { CommissionRow, RefundReversalJson } from '../rows/commission.row.js';

export const toRow = (workspaceId: string, commission: Commission): CommissionRow => ({
  workspaceId,
  id: commission.id,
  partnerId: commission.partnerId,
  programId: commission.programId,
  programVersion: commission.programVersion,
  conversionId: commission.conversionId,
  conversionVersion: commission.conversionVersion,
  rewardedOn: commission.on,
  rewardKind: commission.rewardKind,
  amountMinor: commission.amount.amountMinor.toString(),
  currency: commission.amount.currency,
  refundReversals: commission.refundReversals.map(toJson),
  refundedMinor: refundedOf(commission).amountMinor.toString(),
  occurredAt: new Date(commission.occurredAt),
  dueAt: new Date(commission.dueAt),
  linkId: commission.linkId ?? null,
  campaignId: commission.campaignId ?? null,
  adId: commission.adId ?? null,
  channel: commission.channel ?? null,
  status: commission.status,
  accruedAt: new Date(commission.accruedAt),
  reversedAt: commission.status === 'reversed' ? new Date(commission.reversedAt) : null,
  reversedBecause: commission.status === 'reversed' ? commission.reversedBecause : null,
});

export const toDomain = (row: CommissionRow): Commission => {
  const booked = {
    id: idOf('com', row.id),
    partnerId: idOf('prt', row.partnerId),
    programId: idOf('prg', row.programId),
    programVersion: row.programVersion,
    conversionId: idOf('cvn', row.conversionId),
    conversionVersion: row.conversionVersion,
    on: row.rewardedOn as Commission['on'],
    rewardKind: row.rewardKind as Commission['rewardKind'],
    amount: money(BigInt(row.amountMinor), row.currency),
    refundReversals: row.refundReversals.map(toReversal),
    occurredAt: row.occurredAt.getTime(),
    dueAt: row.dueAt.getTime(),
    linkId: idIfAny('lnk', row.linkId),
    campaignId: idIfAny('cmp', row.campaignId),
    adId: idIfAny('ad', row.adId),
    channel: row.channel ?? undefined,
    accruedAt: row.accruedAt.getTime(),
  };
  if (row.reversedAt !== null) {
    // Where no reason was written down, there were no refunds yet.
    const reversedBecause = row.reversedBecause === 'refunded' ? 'refunded' : 'credited-otherwise';
    return { ...booked, status: 'reversed', reversedAt: row.reversedAt.getTime(), reversedBecause };
  }
  // The checks of the table admit no other status where there is no time of a reversal.
  return { ...booked, status: row.status as Exclude<CommissionStatus, 'reversed'> };
};

const toJson = (reversal: RefundReversal): RefundReversalJson => ({
  ...reversal,
  amountMinor: reversal.amountMinor.toString(),
});

const toReversal = ({ refundId, refundedAt, amountMinor }: RefundReversalJson): RefundReversal => ({
  refundId: idOf('rfd', refundId),
  refundedAt,
  amountMinor: BigInt(amountMinor),
});
