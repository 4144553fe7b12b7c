import {
  aProgram,
  aSale,
  CountingIdentities,
  idFor,
  InMemoryAffiliate,
  moneyStateOf,
  onDay,
  readable,
  refundsOf,
  someArrivalOf,
  someStory,
  tell,
  wholeRefundOf,
  type Message,
} from '@whence/affiliate-testing';
import { stands } from '@whence/affiliate-domain';
import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { LetCommissionsFallDue } from './let-commissions-fall-due.js';

const workspaceId = idFor('wsp', 'BRAND');
const sale = aSale().of('20.00', 'EUR').on(0).by('ANNA');
const [half] = refundsOf(sale, '10.00');

let affiliate: InMemoryAffiliate;
let identities: CountingIdentities;

beforeEach(() => {
  affiliate = new InMemoryAffiliate();
  identities = new CountingIdentities();
});

const told = (messages: readonly Message[], day = 0) =>
  tell({ unitOfWork: affiliate, identities, beginning: onDay(day) }, workspaceId, messages);
const soldBy = (...conversions: readonly (typeof sale)[]) =>
  told([
    { kind: 'program', terms: aProgram().payingPercent(10, 'sale').holding(30) },
    ...conversions.map((conversion) => ({ kind: 'conversion', conversion }) as const),
  ]);
const itIs = (day: number) => new LetCommissionsFallDue(affiliate, affiliate.duePartners).run({ now: onDay(day) });

const dues = (): readonly string[] =>
  affiliate
    .announcementsOf(workspaceId)
    .filter(({ kind }) => kind === 'due')
    .map(({ commission, amount }) => readable([{ ...commission, amount }]).join(''));
const stored = async (): Promise<readonly string[]> => {
  const all = await affiliate.commissionStatements.list(workspaceId, { at: 0 }, { limit: 100 });
  return all.map(({ status }) => status);
};

describe('when the hold is over', () => {
  it('makes the commission due at that very moment, and not before', async () => {
    await soldBy(sale);
    expect(await itIs(29.999)).toEqual({ due: 0, isFinished: true });
    expect(await itIs(30)).toEqual({ due: 1, isFinished: false });
    expect(await stored()).toEqual(['due']);
    expect(dues()).toEqual(['ANNA 2.00 EUR']);
  });

  it('tells of it once, however often the clock is looked at', async () => {
    await soldBy(sale);
    for (const day of [30, 30, 31]) await itIs(day);
    expect(dues()).toHaveLength(1);
  });

  it('names the transaction by which it was accrued', async () => {
    await soldBy(sale);
    await itIs(30);
    const [accrued, due] = affiliate.announcementsOf(workspaceId);
    expect(due?.ledgerTransactionId).toBe(accrued?.ledgerTransactionId);
  });

  it('waits until the decision is final', async () => {
    await soldBy(sale.finalOn(90));
    await itIs(89);
    expect(dues()).toEqual([]);
    await itIs(90);
    expect(dues()).toHaveLength(1);
  });

  it('waits for the new time when the sale was credited anew before', async () => {
    await soldBy(sale);
    await told([{ kind: 'conversion', conversion: sale.inVersion(2).finalOn(40) }]);
    await itIs(39);
    expect(dues()).toEqual([]);
    await itIs(40);
    expect(dues()).toEqual(['ANNA 2.00 EUR']);
  });

  it('makes due what refunds have left of it, and nothing where they left nothing', async () => {
    const gone = aSale().called('GONE').from('FAY').by('BEN');
    await soldBy(sale, gone);
    await told([
      { kind: 'refund', refund: half! },
      { kind: 'refund', refund: wholeRefundOf(gone) },
    ]);
    await itIs(30);
    expect(dues()).toEqual(['ANNA 1.00 EUR']);
    expect(await stored()).toEqual(['due', 'reversed']);
  });
});

describe('when the commission of one partner cannot fall due', () => {
  it('lets those of the others fall due, and says so', async () => {
    await soldBy(sale, aSale().called('BENS').from('FAY').by('BEN'));
    await affiliate.run(workspaceId, async ({ commissions }) => {
      const [annas] = await commissions.standingOn([sale.id]);
      const neverAccrued = { ...annas!, id: idFor('com', 'NEVER'), linkId: undefined, status: 'pending' } as const;
      await commissions.add([neverAccrued]);
    });
    await expect(itIs(30)).rejects.toThrow(AggregateError);
    expect(dues()).toEqual(['BEN 10.00 EUR']);
  });
});

describe('when something changes after a commission fell due', () => {
  beforeEach(async () => {
    await soldBy(sale);
    await itIs(30);
  });

  it('still reverses what is refunded', async () => {
    await told([{ kind: 'refund', refund: half! }], 31);
    const [total] = (await affiliate.commissionStatements.totalsOf(workspaceId, idFor('prt', 'ANNA'), 0)) ?? [];
    expect(total).toEqual({ status: 'due', amount: { amountMinor: 100n, currency: 'EUR' } });
  });

  it('takes it back and lets it fall due anew when it turns out to be due later', async () => {
    await told([{ kind: 'conversion', conversion: sale.inVersion(2).finalOn(60) }], 31);
    expect(await stored()).toEqual(['reversed', 'pending']);
    await itIs(59);
    expect(dues()).toHaveLength(1);
    await itIs(60);
    expect(dues()).toHaveLength(2);
    expect(await stored()).toEqual(['reversed', 'due']);
  });
});

describe('whenever the clock is looked at', () => {
  const looked = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 4 });
  const ended = 35;
  const someArrival = someStory.chain((story) =>
    fc.record({ story: fc.constant(story), arrival: someArrivalOf(story), days: looked }),
  );

  it('ends in the same state, and has told once of each commission that is due', async () => {
    await fc.assert(
      fc.asyncProperty(someArrival, async ({ story, arrival, days }) => {
        const calm = new InMemoryAffiliate();
        const beginning = onDay(0);
        await tell({ unitOfWork: calm, identities: new CountingIdentities(), beginning }, workspaceId, story);
        await new LetCommissionsFallDue(calm, calm.duePartners).run({ now: onDay(ended) });

        affiliate = new InMemoryAffiliate();
        identities = new CountingIdentities();
        const moments = [0, ...days.filter((day) => day < ended).sort((left, right) => left - right), ended];
        for (const [index, day] of moments.entries()) {
          const share = Math.ceil(arrival.length / moments.length);
          await told(arrival.slice(index * share, (index + 1) * share), day);
          await itIs(day);
        }

        expect(await moneyStateOf(affiliate, workspaceId)).toEqual(await moneyStateOf(calm, workspaceId));
        const announced = affiliate.announcementsOf(workspaceId).filter(({ kind }) => kind === 'due');
        expect(new Set(announced.map(({ commission }) => commission.id)).size).toBe(announced.length);
        const all = await affiliate.commissionStatements.list(workspaceId, { at: 0 }, { limit: 1000 });
        for (const { id } of all.filter((each) => stands(each) && each.status === 'due')) {
          expect(announced.map(({ commission }) => commission.id)).toContain(id);
        }
      }),
      { numRuns: 200 },
    );
  });
});
