import { aProgram, aSale, bookedAs, idFor, onDay } from '@whence/affiliate-testing';
import { describe, expect, it } from '@jest/globals';

import { commissionsFor } from '../earning/earn-commissions.js';
import { money } from '../money/money.js';
import { commissionAt, remainderOf, type Commission } from './commission.js';

const [earned] = commissionsFor(aSale().by('ANNA').on(0), [aProgram().holding(30).payingPercent(10, 'sale')], {
  openedAt: undefined,
  earnings: [],
});
const pending = bookedAs('C1', earned!);

const withdrawn = (commission: Commission): Commission => ({
  ...commission,
  status: 'reversed',
  reversedAt: onDay(2),
  reversedBecause: 'credited-otherwise',
});

const refundReversals = [
  { refundId: idFor('rfd', 'R1'), refundedAt: onDay(1), amountMinor: 300n },
  { refundId: idFor('rfd', 'R2'), refundedAt: onDay(2), amountMinor: 200n },
];

describe('what is left of a commission', () => {
  it('is all of it before any refund', () => {
    expect(remainderOf(pending)).toEqual(money(1000n, 'EUR'));
  });

  it('is what refunds have not undone', () => {
    expect(remainderOf({ ...pending, refundReversals })).toEqual(money(500n, 'EUR'));
  });

  it('is nothing once its conversion is credited otherwise, whatever refunds undid before', () => {
    expect(remainderOf(withdrawn({ ...pending, refundReversals }))).toEqual(money(0n, 'EUR'));
  });
});

describe('a commission', () => {
  it('is pending until the moment it falls due', () => {
    expect(commissionAt(pending, onDay(30) - 1).status).toBe('pending');
  });

  it('is due from that very moment on', () => {
    expect(commissionAt(pending, onDay(30)).status).toBe('due');
  });

  it.each(['held', 'paid'] as const)('stays %s whatever the time', (status) => {
    expect(commissionAt({ ...pending, status }, onDay(400)).status).toBe(status);
  });

  it('stays reversed whatever the time', () => {
    const reversed = withdrawn(pending);
    expect(commissionAt(reversed, onDay(400))).toBe(reversed);
  });
});
