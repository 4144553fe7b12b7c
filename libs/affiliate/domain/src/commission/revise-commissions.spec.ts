import { aProgram, aSale, bookedAs } from '@whence/affiliate-testing';
import { describe, expect, it } from '@jest/globals';

import { commissionsFor } from '../earning/earn-commissions.js';
import type { AttributedConversion } from '../index.js';
import type { Earned } from './commission.js';
import { reviseCommissions } from './revise-commissions.js';

const tenPercent = aProgram().payingPercent(10, 'sale');

const earnedOn = (conversion: AttributedConversion): readonly Earned[] =>
  commissionsFor(conversion, [tenPercent], { openedAt: undefined, earnings: [] });

const standingOn = (conversion: AttributedConversion) =>
  earnedOn(conversion).map((earned, index) => bookedAs(`C${index}`, earned));

const annasSale = aSale().of('20.00', 'EUR').by('ANNA');

describe('when a conversion is credited anew', () => {
  it('accrues what does not stand yet', () => {
    const wanted = earnedOn(annasSale);
    expect(reviseCommissions([], wanted)).toEqual({ reversals: [], accruals: wanted, reschedulings: [] });
  });

  it('leaves alone what is still earned, whatever the version says', () => {
    const revision = reviseCommissions(standingOn(annasSale), earnedOn(annasSale.inVersion(2)));
    expect(revision).toEqual({ reversals: [], accruals: [], reschedulings: [] });
  });

  it('reverses what nobody earns any longer', () => {
    const standing = standingOn(annasSale);
    expect(reviseCommissions(standing, [])).toEqual({ reversals: standing, accruals: [], reschedulings: [] });
  });

  it('takes it from one partner and gives it to another', () => {
    const standing = standingOn(annasSale);
    const wanted = earnedOn(annasSale.inVersion(2).by('BEN'));
    expect(reviseCommissions(standing, wanted)).toEqual({ reversals: standing, accruals: wanted, reschedulings: [] });
  });

  it('touches only the partner whose share changed', () => {
    const before = standingOn(annasSale.sharedBy({ name: 'ANNA', percent: 50 }, { name: 'BEN', percent: 50 }));
    const wanted = earnedOn(annasSale.sharedBy({ name: 'ANNA', percent: 50 }, { name: 'CEM', percent: 50 }));
    expect(reviseCommissions(before, wanted)).toEqual({
      reversals: [before[1]],
      accruals: [wanted[1]],
      reschedulings: [],
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
    expect(reviseCommissions(standing, wanted)).toEqual({ reversals: standing, accruals: wanted, reschedulings: [] });
  });

  it('only reschedules when nothing but the due date has changed', () => {
    const standing = standingOn(annasSale);
    const [later] = earnedOn(annasSale.finalOn(90));
    expect(reviseCommissions(standing, [later!])).toEqual({
      reversals: [],
      accruals: [],
      reschedulings: [{ commission: standing[0], dueAt: later!.dueAt }],
    });
  });
});
