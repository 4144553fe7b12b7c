import { aProgram, aSale, CountingIdentities, idFor, InMemoryAffiliate, onDay, tell } from '@whence/affiliate-testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { ShowPartnerBalance } from './show-partner-balance.js';

const workspaceId = idFor('wsp', 'BRAND');

let affiliate: InMemoryAffiliate;

beforeEach(async () => {
  affiliate = new InMemoryAffiliate();
  await tell({ unitOfWork: affiliate, identities: new CountingIdentities() }, workspaceId, [
    { kind: 'program', terms: aProgram().payingPercent(7.5, 'sale').holding(30) },
    { kind: 'partner', partner: { id: idFor('prt', 'CEM'), revision: 1, name: 'Cem', status: 'active' } },
    { kind: 'conversion', conversion: aSale().called('A').on(0).of('19.99', 'EUR').by('ANNA') },
    { kind: 'conversion', conversion: aSale().called('B').on(10).of('19.99', 'EUR').by('ANNA') },
  ]);
});

const balanceOf = (partner: string, day: number) =>
  new ShowPartnerBalance(affiliate.commissionStatements).run({
    workspaceId,
    partnerId: idFor('prt', partner),
    now: onDay(day),
  });

describe("a partner's balance", () => {
  it.each([
    ['pending before anything is due', 29, { pendingMinor: 300n, dueMinor: 0n }],
    ['part pending, part due once the first hold is over', 30, { pendingMinor: 150n, dueMinor: 150n }],
    ['due when every hold is over', 40, { pendingMinor: 0n, dueMinor: 300n }],
  ])('is %s', async (_, day, expected) => {
    expect(await balanceOf('ANNA', day)).toEqual({
      kind: 'found',
      balances: [{ currency: 'EUR', heldMinor: 0n, paidMinor: 0n, totalMinor: 300n, ...expected }],
    });
  });

  it('is empty for a partner who has earned nothing', async () => {
    expect(await balanceOf('CEM', 0)).toEqual({ kind: 'found', balances: [] });
  });

  it('does not exist for somebody who is no partner of the workspace', async () => {
    expect(await balanceOf('ZOE', 0)).toEqual({ kind: 'unknown-partner' });
  });
});
