import {
  accrualOf,
  commissionsFor,
  money,
  reversalOf,
  type Commission,
  type Instant,
  type Refund,
  type RefundReversal,
} from '@whence/affiliate-domain';
import { aProgram, aSale, bookedAs, idFor } from '@whence/affiliate-testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { fromColumns, toColumns } from '../rows/columns.js';
import * as commissions from './commission.mapper.js';
import * as refunds from './refund.mapper.js';
import * as transactions from './ledger-transaction.mapper.js';

const [earned] = commissionsFor(aSale().by('ANNA'), [aProgram().payingPercent(10, 'sale')], {
  openedAt: undefined,
  earnings: [],
});

const aMoment: fc.Arbitrary<Instant> = fc.integer({ min: 0, max: 4_102_444_800_000 });
const maybe = <T>(value: T): fc.Arbitrary<T | undefined> => fc.constantFrom(value, undefined);

const aRefundReversal: fc.Arbitrary<RefundReversal> = fc.record({
  refundId: fc.constantFrom(idFor('rfd', 'R1'), idFor('rfd', 'R2')),
  refundedAt: aMoment,
  amountMinor: fc.bigInt({ min: 1n, max: 10n ** 18n - 1n }),
});

const aRefund: fc.Arbitrary<Refund> = fc.record({
  id: fc.constant(idFor('rfd', 'R1')),
  conversionId: fc.constant(idFor('cvn', 'SALE')),
  occurredAt: aMoment,
  stretch: fc.option(
    fc.record({
      amountMinor: fc.bigInt({ min: 1n, max: 10n ** 18n - 1n }),
      toDateMinor: fc.bigInt({ min: 1n, max: 10n ** 18n - 1n }),
      currency: fc.constantFrom('BRL', 'EUR'),
    }),
    { nil: undefined },
  ),
});

const aCommission: fc.Arbitrary<Commission> = fc
  .record({
    amount: fc.bigInt({ min: 1n, max: 10n ** 18n - 1n }).map((amountMinor) => money(amountMinor, 'BRL')),
    occurredAt: aMoment,
    dueAt: aMoment,
    accruedAt: aMoment,
    linkId: maybe(idFor('lnk', 'STORY')),
    campaignId: maybe(idFor('cmp', 'SPRING')),
    adId: maybe(idFor('ad', 'AD')),
    channel: maybe('whatsapp'),
    refundReversals: fc.array(aRefundReversal, { maxLength: 3 }),
    reversedBecause: fc.constantFrom('refunded', 'credited-otherwise'),
    status: fc.constantFrom('pending', 'held', 'due', 'paid', 'reversed'),
    reversedAt: aMoment,
  })
  .map(({ status, reversedAt, reversedBecause, ...facts }) => {
    const booked = { ...bookedAs('C1', earned!), ...facts };
    return status === 'reversed' ? { ...booked, status, reversedAt, reversedBecause } : { ...booked, status };
  });

describe('rows', () => {
  it('bring a commission back as it was', () => {
    fc.assert(
      fc.property(aCommission, (commission) => {
        const row = commissions.toRow(idFor('wsp', 'BRAND'), commission);
        expect(commissions.toDomain(fromColumns(toColumns(row)))).toEqual(commission);
      }),
    );
  });

  it('bring a refund back as it was', () => {
    fc.assert(
      fc.property(aRefund, (refund) => {
        const row = refunds.toRow(idFor('wsp', 'BRAND'), refund);
        expect(refunds.toDomain(fromColumns(toColumns(row)))).toEqual(refund);
      }),
    );
  });

  it('bring a transaction back as it was, in whatever order its postings are read', () => {
    fc.assert(
      fc.property(aCommission, aMoment, fc.constantFrom(accrualOf, reversalOf), (commission, recordedAt, booking) => {
        const transaction = booking(commission, { id: idFor('ltx', 'T1'), recordedAt });
        const rows = transactions.toRows(idFor('wsp', 'BRAND'), transaction);
        expect(transactions.toDomain({ ...rows, postings: [...rows.postings].reverse() })).toEqual(transaction);
      }),
    );
  });

  it('are written under the names of their columns, and say nothing as null', () => {
    expect(toColumns({ programVersion: 1, linkId: undefined })).toEqual({ program_version: 1, link_id: null });
  });
});
