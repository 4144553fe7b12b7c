import { aProgram, aSale, bookedAs, idFor, onDay, refundsOf } from '@whence/affiliate-testing';
import { describe, expect, it } from '@jest/globals';

import { commissionsFor, earningsOfContact } from '../earning/earn-commissions.js';
import type { AttributedConversion, Refund } from '../index.js';
import type { Earned, StandingCommission } from './commission.js';
import { reviseCommissions } from './revise-commissions.js';

const tenPercent = aProgram().payingPercent(10, 'sale');

const earnedOn = (conversion: AttributedConversion): readonly Earned[] =>
  commissionsFor(conversion, [tenPercent], { openedAt: undefined, earnings: [] });

const standingOn = (conversion: AttributedConversion) =>
  earnedOn(conversion).map((earned, index) => bookedAs(`C${index}`, earned));

const revised = (standing: readonly StandingCommission[], wanted: readonly Earned[], now = onDay(1)) =>
  reviseCommissions(standing, wanted, now);

const nothing = { reversals: [], accruals: [], refundings: [], reschedulings: [] };

const annasSale = aSale().of('20.00', 'EUR').by('ANNA');

describe('when a conversion is credited anew', () => {
  it('accrues what does not stand yet', () => {
    const wanted = earnedOn(annasSale);
    expect(revised([], wanted)).toEqual({ ...nothing, accruals: wanted });
  });

  it('leaves alone what is still earned, whatever the version says', () => {
    const revision = revised(standingOn(annasSale), earnedOn(annasSale.inVersion(2)));
    expect(revision).toEqual(nothing);
  });

  it('reverses what nobody earns any longer', () => {
    const standing = standingOn(annasSale);
    expect(revised(standing, [])).toEqual({ ...nothing, reversals: standing });
  });

  it('takes it from one partner and gives it to another', () => {
    const standing = standingOn(annasSale);
    const wanted = earnedOn(annasSale.inVersion(2).by('BEN'));
    expect(revised(standing, wanted)).toEqual({ ...nothing, reversals: standing, accruals: wanted });
  });

  it('touches only the partner whose share changed', () => {
    const before = standingOn(annasSale.sharedBy({ name: 'ANNA', percent: 50 }, { name: 'BEN', percent: 50 }));
    const wanted = earnedOn(annasSale.sharedBy({ name: 'ANNA', percent: 50 }, { name: 'CEM', percent: 50 }));
    expect(revised(before, wanted)).toEqual({
      ...nothing,
      reversals: [before[1]],
      accruals: [wanted[1]],
    });
  });

  it.each([
    ['the amount', annasSale.of('30.00', 'EUR')],
    ['the currency', annasSale.of('20.00', 'BRL')],
    ['the day it is reported under', annasSale.on(1)],
    ['the link it came by', annasSale.sharedBy({ name: 'ANNA', percent: 100, link: 'STORY' })],
  ])('reverses and accrues anew when %s has changed: the ledger only appends', (_, changed) => {
    const standing = standingOn(annasSale);
    const wanted = earnedOn(changed);
    expect(revised(standing, wanted)).toEqual({ ...nothing, reversals: standing, accruals: wanted });
  });

  it('only reschedules when nothing but the due date has changed', () => {
    const standing = standingOn(annasSale);
    const [later] = earnedOn(annasSale.finalOn(90));
    expect(revised(standing, [later!])).toEqual({
      ...nothing,
      reschedulings: [{ commission: standing[0], dueAt: later!.dueAt }],
    });
  });
});

describe('when others were told that a commission is due', () => {
  const [pending] = standingOn(annasSale);
  const due = { ...pending!, status: 'due' } as const;
  const [later] = earnedOn(annasSale.finalOn(90));

  it('takes it back and earns it anew when it is not due any longer', () => {
    expect(revised([due], [later!], onDay(40))).toEqual({ ...nothing, reversals: [due], accruals: [later] });
  });

  it('leaves it when it was due at the new time, too', () => {
    expect(revised([due], [later!], onDay(90))).toEqual({
      ...nothing,
      reschedulings: [{ commission: due, dueAt: onDay(90) }],
    });
  });
});

describe('when a conversion is refunded', () => {
  const earnedAfter = (sale: AttributedConversion, refunds: readonly Refund[]) =>
    earningsOfContact([sale], [tenPercent], refunds).earned;
  const [half, rest] = refundsOf(annasSale, '10.00', '10.00');
  const standingAfter = (...refunds: readonly Refund[]) =>
    earnedAfter(annasSale, refunds).map((earned) => bookedAs('C0', earned));

  it('undoes a part of the commission and leaves it standing', () => {
    const [standing] = standingOn(annasSale);
    expect(revised([standing!], earnedAfter(annasSale, [half!]))).toEqual({
      ...nothing,
      refundings: [
        {
          commission: standing,
          refundReversals: [{ refundId: half!.id, refundedAt: half!.occurredAt, amountMinor: 100n }],
        },
      ],
    });
  });

  it('does not undo again what is undone', () => {
    expect(revised(standingAfter(half!), earnedAfter(annasSale, [half!]))).toEqual(nothing);
    const { refundings } = revised(standingAfter(half!), earnedAfter(annasSale, [rest!, half!]));
    expect(refundings.flatMap(({ refundReversals }) => refundReversals.map(({ refundId }) => refundId))).toEqual([
      rest!.id,
    ]);
  });

  it('moves the refund to whoever is credited now', () => {
    const standing = standingAfter(half!);
    const wanted = earnedAfter(annasSale.inVersion(2).by('BEN'), [half!]);
    expect(revised(standing, wanted)).toEqual({ ...nothing, reversals: standing, accruals: wanted });
    expect(wanted.map(({ partnerId, refundReversals }) => [partnerId, refundReversals[0]?.amountMinor])).toEqual([
      [idFor('prt', 'BEN'), 100n],
    ]);
  });

  it('reverses and accrues anew where the same refund undoes another part than it did', () => {
    const standing = standingAfter(half!);
    const wanted = standing.map((commission) => ({
      ...commission,
      refundReversals: commission.refundReversals.map((each) => ({ ...each, amountMinor: 99n })),
    }));
    expect(revised(standing, wanted)).toEqual({ ...nothing, reversals: standing, accruals: wanted });
  });
});
