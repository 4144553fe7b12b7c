import { setImmediate as immediately } from 'node:timers/promises';

import {
  AccrueCommissions,
  LearnProgram,
  LetCommissionsFallDue,
  ReverseOnRefund,
  UnitOfWork,
  type Stores,
} from '@whence/affiliate-application';
import type { AttributedConversion, WorkspaceId } from '@whence/affiliate-domain';
import {
  aLead,
  aNewWorkspace,
  aProgram,
  aSale,
  idFor,
  moneyStateOf,
  onDay,
  readable,
  refundsOf,
} from '@whence/affiliate-testing';
import { validateEvent } from '@whence/contracts-events/testing';
import { PostgresOutbox } from '@whence/platform/outbox';
import { workerScope } from '@whence/platform/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { postgresMoneyRecords, type PostgresMoneyRecords } from '../test/postgres-money-records.js';
import { UlidIdentities } from './stores/ulid-identities.js';

const atOnce = 8;
const rounds = 10;
const recordedAt = 0;
const terms = aProgram().payingFlat('5.00', 'lead').payingPercent(10, 'sale');

let records: PostgresMoneyRecords;
let accrue: AccrueCommissions;
let learn: LearnProgram;
let workspaceId: WorkspaceId;

beforeAll(async () => {
  records = await postgresMoneyRecords();
  accrue = new AccrueCommissions(records.unitOfWork, new UlidIdentities());
  learn = new LearnProgram(records.unitOfWork, new UlidIdentities());
});

afterAll(() => records.drop());

beforeEach(() => {
  workspaceId = aNewWorkspace();
});

/** Goes on inside a transaction that is not committed before the test says so. */
class Within extends UnitOfWork {
  constructor(private readonly stores: Stores) {
    super();
  }

  override run<T>(_: WorkspaceId, work: (stores: Stores) => Promise<T>): Promise<T> {
    return work(this.stores);
  }
}

const somebodyWaits = async (): Promise<boolean> => {
  const { database } = records.testDatabase;
  const waiting = await database.inTransaction(workerScope(), (tx) =>
    tx.query(`SELECT pid FROM pg_locks JOIN pg_database ON database = oid
              WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted`),
  );
  return waiting.length > 0;
};

const numbers = Array.from({ length: atOnce }, (_, index) => index);

describe('units of work that run at once', () => {
  it('pay one lead of a contact, the earliest, however many arrive together', async () => {
    await learn.run({ workspaceId, terms, recordedAt });
    const leads = numbers.map((number) => aLead().called(`LEAD${number}`).on(number).by('ANNA'));
    await Promise.all([...leads].reverse().map((conversion) => accrue.run({ workspaceId, conversion, recordedAt })));
    expect((await moneyStateOf(records, workspaceId)).standing.map(({ conversionId }) => conversionId)).toEqual([
      leads[0]!.id,
    ]);
  });

  it('take a conversion in its highest version, however many versions arrive together', async () => {
    await learn.run({ workspaceId, terms, recordedAt });
    const versions = numbers.map((number) =>
      aSale()
        .inVersion(number + 1)
        .from(number % 2 === 0 ? 'EVE' : 'FAY')
        .of(`${number + 1}.00`, 'EUR')
        .by('ANNA'),
    );
    await Promise.all(versions.map((conversion) => accrue.run({ workspaceId, conversion, recordedAt })));
    const { standing } = await moneyStateOf(records, workspaceId);
    expect(standing.map(({ amount }) => amount.amountMinor)).toEqual([BigInt(atOnce) * 10n]);
  });

  it('decide for the contact that a conversion leaves, even when both its versions arrive together', async () => {
    await Promise.all(
      numbers.map(async () => {
        const own = aNewWorkspace();
        const told = (conversion: AttributedConversion) => accrue.run({ workspaceId: own, conversion, recordedAt });
        const first = aLead().called('FIRST').on(1).by('ANNA');
        await learn.run({ workspaceId: own, terms, recordedAt });
        await told(aLead().called('SECOND').on(2).from('EVE').by('BEN'));
        await Promise.all([told(first.from('EVE')), told(first.from('FAY').inVersion(2))]);
        expect(readable((await moneyStateOf(records, own)).standing)).toEqual(['ANNA 5.00 EUR', 'BEN 5.00 EUR']);
      }),
    );
  });

  it('forget no conversion when its terms arrive in the same moment', async () => {
    for (let round = 0; round < rounds; round += 1) {
      workspaceId = aNewWorkspace();
      const sales = numbers.map((number) => aSale().called(`S${number}`).from(`C${number}`).by('ANNA'));
      await Promise.all([
        ...sales.map((conversion) => accrue.run({ workspaceId, conversion, recordedAt })),
        learn.run({ workspaceId, terms, recordedAt }),
      ]);
      const { standing, waiting } = await moneyStateOf(records, workspaceId);
      expect({ paid: standing.length, waiting }).toEqual({ paid: atOnce, waiting: 0 });
    }
  });

  it('tell a partner of his commissions in the order in which these are committed', async () => {
    await learn.run({ workspaceId, terms, recordedAt });
    const sale = (from: string) => ({
      workspaceId,
      conversion: aSale().called(from).from(from).by('ANNA'),
      recordedAt,
    });
    const committed: string[] = [];
    let later: Promise<unknown> = Promise.resolve();
    await records.unitOfWork.run(workspaceId, async (stores) => {
      await new AccrueCommissions(new Within(stores), new UlidIdentities()).run(sale('EVE'));
      later = accrue.run(sale('FAY')).then(() => committed.push('FAY'));
      while (committed.length === 0 && !(await somebodyWaits())) await immediately();
      committed.push('EVE');
    });
    await later;
    expect(committed).toEqual(['EVE', 'FAY']);
  });

  it('take back each refund of a sale once, however many arrive together with it', async () => {
    await learn.run({ workspaceId, terms, recordedAt });
    const sale = aSale().of('80.00', 'EUR').by('ANNA');
    const refunds = refundsOf(sale, ...numbers.map(() => '10.00'));
    const reverse = new ReverseOnRefund(records.unitOfWork, new UlidIdentities());
    await Promise.all([
      ...[...refunds, ...refunds].map((refund) => reverse.run({ workspaceId, refund, recordedAt })),
      accrue.run({ workspaceId, conversion: sale, recordedAt }),
    ]);
    const { standing, accounts, waitingRefunds } = await moneyStateOf(records, workspaceId);
    expect({ standing, accounts, waitingRefunds }).toEqual({ standing: [], accounts: {}, waitingRefunds: 0 });
  });

  it('let each commission fall due once, however many look at the clock', async () => {
    await learn.run({ workspaceId, terms, recordedAt });
    const sales = numbers.map((number) => aSale().called(`S${number}`).from(`C${number}`).by('ANNA'));
    for (const conversion of sales) await accrue.run({ workspaceId, conversion, recordedAt });
    const fallDue = new LetCommissionsFallDue(records.unitOfWork, {
      at: () => Promise.resolve([{ workspaceId, partnerId: idFor('prt', 'ANNA') }]),
    });
    const outcomes = await Promise.all(numbers.map(() => fallDue.run({ now: onDay(30) })));
    expect(outcomes.reduce((sum, { due }) => sum + due, 0)).toBe(atOnce);
    const told = await new PostgresOutbox(records.testDatabase.database, 'affiliate').next(500);
    const dues = told.filter(({ event }) => event.workspaceId === workspaceId && event.type.includes('.due.'));
    expect(new Set(dues.map(({ event }) => event.body['commissionId'])).size).toBe(atOnce);
    expect(dues).toHaveLength(atOnce);
    expect(dues.flatMap(({ event }) => validateEvent(event.type, event.body))).toEqual([]);
  });

  it('leave for later what another unit of work is busy with', async () => {
    await learn.run({ workspaceId, terms, recordedAt });
    const sale = aSale().by('ANNA');
    await accrue.run({ workspaceId, conversion: sale, recordedAt });
    const fallDue = new LetCommissionsFallDue(records.unitOfWork, records.duePartners);
    await records.unitOfWork.run(workspaceId, async ({ commissions }) => {
      await commissions.standingOn([sale.id]);
      await fallDue.run({ now: onDay(30) });
      const [standing] = await commissions.standingOn([sale.id]);
      expect(standing?.status).toBe('pending');
    });
    await fallDue.run({ now: onDay(30) });
    expect((await moneyStateOf(records, workspaceId)).standing.map(({ status }) => status)).toEqual(['due']);
  });
});
