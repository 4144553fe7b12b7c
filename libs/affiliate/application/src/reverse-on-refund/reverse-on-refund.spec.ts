import {
  aLead,
  aProgram,
  aSale,
  CountingIdentities,
  idFor,
  InMemoryAffiliate,
  onDay,
  readable,
  refundsOf,
  wholeRefundOf,
} from '@whence/affiliate-testing';
import { remainderOf, type AttributedConversion, type ProgramTerms, type Refund } from '@whence/affiliate-domain';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { AccrueCommissions } from '../accrue-commissions/accrue-commissions.js';
import { LearnProgram } from '../learn-program/learn-program.js';
import { ShowPartnerBalance } from '../show-partner-balance/show-partner-balance.js';
import { ReverseOnRefund } from './reverse-on-refund.js';

const workspaceId = idFor('wsp', 'BRAND');
const recordedAt = onDay(12);
const sale = aSale().of('19.99', 'EUR').by('ANNA');
const thirds = refundsOf(sale, '6.66', '6.66', '6.67');
const [first, second, last] = thirds as readonly [Refund, Refund, Refund];

let affiliate: InMemoryAffiliate;
let identities: CountingIdentities;

beforeEach(async () => {
  affiliate = new InMemoryAffiliate();
  identities = new CountingIdentities();
  await learnt(aProgram().payingPercent(7.5, 'sale').payingFlat('5.00', 'lead'));
});

const learnt = (terms: ProgramTerms) => new LearnProgram(affiliate, identities).run({ workspaceId, terms, recordedAt });
const told = (conversion: AttributedConversion) =>
  new AccrueCommissions(affiliate, identities).run({ workspaceId, conversion, recordedAt });
const refunded = (refund: Refund) =>
  new ReverseOnRefund(affiliate, identities).run({ workspaceId, refund, recordedAt });

const commissions = async (): Promise<readonly string[]> => {
  const all = await affiliate.commissionStatements.list(workspaceId, { at: recordedAt }, { limit: 100 });
  return all.map((each) => `${readable([{ ...each, amount: remainderOf(each) }]).join('')} ${each.status}`);
};

const announced = (): readonly string[] =>
  affiliate
    .announcementsOf(workspaceId)
    .map(({ kind, commission, amount }) => `${kind} ${readable([{ ...commission, amount }]).join('')}`);

const owed = async (partner: string): Promise<bigint> => {
  const accounts = await affiliate.ledgerStatements.accountTotals(workspaceId);
  const payable = accounts.find(({ account }) => account === `partner-payable:${idFor('prt', partner)}`);
  return (payable?.creditMinor ?? 0n) - (payable?.debitMinor ?? 0n);
};

describe('when a sale is refunded', () => {
  it('reverses 0.50 each when 7.5 % of 19.99 is refunded in three thirds', async () => {
    await told(sale);
    for (const refund of thirds) expect(await refunded(refund)).toMatchObject({ kind: 'taken', reversed: 1 });
    expect(announced()).toEqual([
      'accrued ANNA 1.50 EUR',
      'reversed ANNA 0.50 EUR',
      'reversed ANNA 0.50 EUR',
      'reversed ANNA 0.50 EUR',
    ]);
    expect(await commissions()).toEqual(['ANNA 0.00 EUR reversed']);
    expect(await owed('ANNA')).toBe(0n);
  });

  it('leaves the rest of the commission pending', async () => {
    await told(sale);
    await refunded(second);
    expect(await commissions()).toEqual(['ANNA 1.00 EUR pending']);
    expect(await owed('ANNA')).toBe(100n);
    const balance = await new ShowPartnerBalance(affiliate.commissionStatements).run({
      workspaceId,
      partnerId: idFor('prt', 'ANNA'),
      now: recordedAt,
    });
    expect(balance).toMatchObject({ balances: [{ pendingMinor: 100n, totalMinor: 100n }] });
  });

  it('takes a refund once, however often it is told', async () => {
    await told(sale);
    await refunded(first);
    expect(await refunded(first)).toEqual({ kind: 'known-before' });
    expect(await owed('ANNA')).toBe(100n);
  });

  it('keeps a refund that comes before its sale, and counts it when the sale comes', async () => {
    expect(await refunded(last)).toEqual({ kind: 'kept-for-later' });
    expect(await affiliate.waitingRefunds.count(workspaceId)).toBe(1);
    expect(await told(sale)).toMatchObject({ accrued: 1, reversed: 1 });
    expect(await affiliate.waitingRefunds.count(workspaceId)).toBe(0);
    expect(announced()).toEqual(['accrued ANNA 1.50 EUR', 'reversed ANNA 0.50 EUR']);
  });

  it('counts it once the terms are known where they come last', async () => {
    const hidden = sale.under('SECRET');
    await refunded(first);
    await told(hidden);
    await learnt(aProgram('SECRET').payingPercent(7.5, 'sale'));
    expect(await commissions()).toEqual(['ANNA 1.00 EUR pending']);
  });

  it('says nothing of a flat reward until the refund is full', async () => {
    const lead = aLead().of('10.00', 'EUR').by('ANNA');
    const [part, rest] = refundsOf(lead, '9.99', '0.01');
    await told(lead);
    expect(await refunded(part!)).toMatchObject({ reversed: 0 });
    expect(await refunded(rest!)).toMatchObject({ reversed: 1 });
    expect(announced()).toEqual(['accrued ANNA 5.00 EUR', 'reversed ANNA 5.00 EUR']);
  });

  it('undoes the reward of a lead without an amount', async () => {
    await told(aLead().by('ANNA'));
    await refunded(wholeRefundOf(aLead()));
    expect(await commissions()).toEqual(['ANNA 0.00 EUR reversed']);
  });
});

describe('when a refunded sale is credited anew', () => {
  it('moves the refund with the money, and each period shows Anna as if she had never earned it', async () => {
    await told(sale);
    await refunded(first);
    await told(sale.inVersion(2).by('BEN'));
    expect(await commissions()).toEqual(['ANNA 0.00 EUR reversed', 'BEN 1.00 EUR pending']);
    expect(announced().slice(2)).toEqual([
      'accrued ANNA 0.50 EUR',
      'reversed ANNA 1.50 EUR',
      'accrued BEN 1.50 EUR',
      'reversed BEN 0.50 EUR',
    ]);
    expect([await owed('ANNA'), await owed('BEN')]).toEqual([0n, 100n]);
  });

  it('leaves nothing to anybody where all of it was refunded, and refunds nobody twice', async () => {
    await told(sale);
    for (const refund of thirds) await refunded(refund);
    await told(sale.inVersion(2).by('BEN'));
    await told(sale.inVersion(3).by('BEN').finalOn(9));
    expect(await commissions()).toEqual(['ANNA 0.00 EUR reversed', 'BEN 0.00 EUR reversed']);
    expect([await owed('ANNA'), await owed('BEN')]).toEqual([0n, 0n]);
  });

  it('takes the rest back when nobody is credited any longer', async () => {
    await told(sale);
    await refunded(first);
    await told(sale.inVersion(2).byNobody());
    expect(await owed('ANNA')).toBe(0n);
  });

  it('undoes of every partner his own part', async () => {
    const shared = sale.sharedBy({ name: 'ANNA', percent: 40 }, { name: 'BEN', percent: 60 });
    await told(shared);
    await refunded(first);
    expect(await commissions()).toEqual(['ANNA 0.40 EUR pending', 'BEN 0.60 EUR pending']);
  });
});
