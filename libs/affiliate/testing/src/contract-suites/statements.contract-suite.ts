import type { CommissionStatus, PartnerId, WorkspaceId } from '@whence/affiliate-domain';
import { beforeAll, describe, expect, it } from '@jest/globals';

import { aSale } from '../builders/conversion.builder.js';
import { idFor, onDay } from '../builders/names.js';
import { aProgram } from '../builders/program.builder.js';
import { CountingIdentities } from '../in-memory/counting-identities.js';
import { tell } from '../stories/message.js';
import { refundsOf } from '../builders/refund.mother.js';
import { aNewWorkspace, type MakeRecords } from './in-unit-of-work.js';

const anna = idFor('prt', 'ANNA');
const ben = idFor('prt', 'BEN');
const cem = idFor('prt', 'CEM');
const wholePage = { limit: 100 };

/** Anna sold on day 0 (due on day 30) and on day 10; Ben's sale of day 5 was taken from him again; Cem sold nothing. */
const aBusyMonth = [
  { kind: 'program', terms: aProgram().payingPercent(10, 'sale').holding(30) },
  { kind: 'partner', partner: { id: cem, revision: 1, name: 'Cem', status: 'active' } },
  { kind: 'conversion', conversion: aSale().called('A').on(0).of('20.00', 'EUR').by('ANNA') },
  { kind: 'conversion', conversion: aSale().called('B').on(5).of('30.00', 'EUR').by('BEN') },
  { kind: 'conversion', conversion: aSale().called('C').on(10).of('40.00', 'BRL').by('ANNA') },
  { kind: 'conversion', conversion: aSale().called('B').on(5).of('30.00', 'EUR').byNobody().inVersion(2) },
] as const;

/** What every set of statements must tell, whatever it is made of. */
export const describeStatements = (make: MakeRecords): void => {
  let workspaceId: WorkspaceId;

  beforeAll(async () => {
    workspaceId = aNewWorkspace();
    await tell({ unitOfWork: make().unitOfWork, identities: new CountingIdentities() }, workspaceId, aBusyMonth);
  });

  describe('the list of commissions', () => {
    const amounts = async (filter: {
      readonly partnerId?: PartnerId;
      readonly status?: CommissionStatus;
      readonly at?: number;
    }): Promise<readonly string[]> => {
      const found = await make().commissionStatements.list(workspaceId, { at: onDay(1), ...filter }, wholePage);
      return found.map(({ amount, status }) => `${amount.amountMinor} ${amount.currency} ${status}`);
    };

    it('has all of them, oldest first, the reversed among them', async () => {
      expect(await amounts({})).toEqual(['200 EUR pending', '300 EUR reversed', '400 BRL pending']);
    });

    it.each([
      ['what is pending', { status: 'pending', at: onDay(35) }, ['400 BRL pending']],
      ['what has fallen due', { status: 'due', at: onDay(35) }, ['200 EUR due']],
      ['what falls due at this very moment', { status: 'due', at: onDay(30) }, ['200 EUR due']],
      ['what was reversed', { status: 'reversed' }, ['300 EUR reversed']],
      ['what is held', { status: 'held' }, []],
      ['what was paid', { status: 'paid' }, []],
      ["one partner's", { partnerId: ben }, ['300 EUR reversed']],
      [
        "one partner's in one status",
        { partnerId: anna, status: 'due', at: onDay(40) },
        ['200 EUR due', '400 BRL due'],
      ],
      ['nothing of a partner without any', { partnerId: cem }, []],
    ] as const)('tells %s', async (_, filter, expected) => {
      expect(await amounts(filter)).toEqual(expected);
    });

    it('goes on after the last one seen', async () => {
      const { commissionStatements } = make();
      const first = await commissionStatements.list(workspaceId, { at: 0 }, { limit: 2 });
      const rest = await commissionStatements.list(workspaceId, { at: 0 }, { limit: 2, after: first.at(-1)?.id });
      expect([first.length, rest.length]).toEqual([2, 1]);
      expect(rest.map(({ amount }) => amount.amountMinor)).toEqual([400n]);
    });

    it('has nothing for another workspace', async () => {
      expect(await make().commissionStatements.list(aNewWorkspace(), { at: 0 }, wholePage)).toEqual([]);
    });
  });

  describe("the sums of a partner's commissions", () => {
    const totalsOf = async (partnerId: PartnerId, at: number): Promise<readonly string[] | undefined> => {
      const totals = await make().commissionStatements.totalsOf(workspaceId, partnerId, at);
      return totals?.map(({ status, amount }) => `${amount.amountMinor} ${amount.currency} ${status}`).sort();
    };

    it('tell what is pending from what is due at a moment', async () => {
      expect(await totalsOf(anna, onDay(29))).toEqual(['200 EUR pending', '400 BRL pending']);
      expect(await totalsOf(anna, onDay(30))).toEqual(['200 EUR due', '400 BRL pending']);
    });

    it('tell what refunds have left', async () => {
      const own = aNewWorkspace();
      const sale = aSale().of('20.00', 'EUR').by('ANNA');
      const [half] = refundsOf(sale, '10.00');
      await tell({ unitOfWork: make().unitOfWork, identities: new CountingIdentities() }, own, [
        { kind: 'program', terms: aProgram().payingPercent(10, 'sale') },
        { kind: 'conversion', conversion: sale },
        { kind: 'refund', refund: half! },
      ]);
      const totals = await make().commissionStatements.totalsOf(own, anna, onDay(0));
      expect(totals).toEqual([{ status: 'pending', amount: { amountMinor: 100n, currency: 'EUR' } }]);
    });

    it('are empty for a partner who is known and has earned nothing', async () => {
      expect(await totalsOf(cem, onDay(30))).toEqual([]);
    });

    it('know a partner by his commissions even where the catalogue has not told of him', async () => {
      expect(await totalsOf(ben, onDay(30))).toEqual(['0 EUR reversed']);
    });

    it('do not know a partner of another workspace', async () => {
      expect(await totalsOf(idFor('prt', 'ZOE'), onDay(30))).toBeUndefined();
      expect(await make().commissionStatements.totalsOf(aNewWorkspace(), anna, onDay(30))).toBeUndefined();
    });
  });

  describe('the accounts', () => {
    it('add up debits and credits, by account and currency', async () => {
      const expense = `commission-expense:${idFor('prg', 'CREATORS')}`;
      expect(await make().ledgerStatements.accountTotals(workspaceId)).toEqual([
        { account: expense, currency: 'BRL', debitMinor: 400n, creditMinor: 0n },
        { account: expense, currency: 'EUR', debitMinor: 500n, creditMinor: 300n },
        { account: `partner-payable:${ben}`, currency: 'EUR', debitMinor: 300n, creditMinor: 300n },
        { account: `partner-payable:${anna}`, currency: 'BRL', debitMinor: 0n, creditMinor: 400n },
        { account: `partner-payable:${anna}`, currency: 'EUR', debitMinor: 0n, creditMinor: 200n },
      ]);
    });

    it('are empty for another workspace', async () => {
      expect(await make().ledgerStatements.accountTotals(aNewWorkspace())).toEqual([]);
    });
  });

  describe('the entries of the ledger', () => {
    const kinds = async (account?: string): Promise<readonly string[]> => {
      const entries = await make().ledgerStatements.entries(workspaceId, { account }, wholePage);
      return entries.map(({ kind }) => kind);
    };

    it('are all transactions, oldest first', async () => {
      expect(await kinds()).toEqual([
        'commission-accrued',
        'commission-accrued',
        'commission-accrued',
        'commission-reversed',
      ]);
    });

    it('can be those of one account', async () => {
      expect(await kinds(`partner-payable:${ben}`)).toEqual(['commission-accrued', 'commission-reversed']);
    });

    it('carry all their postings, and go on after the last one seen', async () => {
      const { ledgerStatements } = make();
      const [first] = await ledgerStatements.entries(workspaceId, {}, { limit: 1 });
      expect(first?.postings).toEqual([
        { account: `commission-expense:${idFor('prg', 'CREATORS')}`, amount: { amountMinor: 200n, currency: 'EUR' } },
        { account: `partner-payable:${anna}`, amount: { amountMinor: -200n, currency: 'EUR' } },
      ]);
      expect(await ledgerStatements.entries(workspaceId, {}, { limit: 9, after: first?.id })).toHaveLength(3);
    });

    it('are none for another workspace', async () => {
      expect(await make().ledgerStatements.entries(aNewWorkspace(), {}, wholePage)).toEqual([]);
    });
  });
};
