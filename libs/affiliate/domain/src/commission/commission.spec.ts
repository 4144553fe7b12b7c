import { aProgram, aSale, bookedAs, onDay } from '@whence/affiliate-testing';
import { describe, expect, it } from '@jest/globals';

import { commissionsFor } from '../earning/earn-commissions.js';
import { commissionAt } from './commission.js';

const [earned] = commissionsFor(aSale().by('ANNA').on(0), [aProgram().holding(30).payingPercent(10, 'sale')], {
  openedAt: undefined,
  earnings: [],
});
const pending = bookedAs('C1', earned!);

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
    const reversed = { ...pending, status: 'reversed', reversedAt: onDay(2) } as const;
    expect(commissionAt(reversed, onDay(400))).toBe(reversed);
  });
});
