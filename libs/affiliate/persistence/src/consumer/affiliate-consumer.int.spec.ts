import {
  aProgram,
  aSale,
  CountingIdentities,
  idFor,
  InMemoryAffiliate,
  moneyStateOf,
  onDay,
  refundsOf,
  someStoryAndItsArrival,
  tell,
} from '@whence/affiliate-testing';
import type { WorkspaceId } from '@whence/affiliate-domain';
import { validateEvent } from '@whence/contracts-events/testing';
import { PostgresOutbox, type EventConsumer, type OutgoingEvent } from '@whence/platform/outbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { aConversionEvent, aPartnerEvent, aProgramEvent, aRefundEvent, asEvent } from '../../test/events.js';
import { postgresMoneyRecords, type PostgresMoneyRecords } from '../../test/postgres-money-records.js';
import { countDeadLetters } from '../statements/count-dead-letters.js';
import { affiliateConsumer } from './commissions-on-conversion-attributed.consumer.js';

let records: PostgresMoneyRecords;
let consumer: EventConsumer;
let workspaceId: WorkspaceId;
let workspaces = 0;

beforeAll(async () => {
  records = await postgresMoneyRecords();
  consumer = affiliateConsumer({ database: records.testDatabase.database, clock: { now: () => onDay(1) } });
});

afterAll(() => records.drop());

beforeEach(() => {
  workspaces += 1;
  workspaceId = idFor('wsp', `BRAND${String(workspaces).padStart(4, '0')}`);
});

const outgoing = async (): Promise<readonly OutgoingEvent[]> => {
  const queued = await new PostgresOutbox(records.testDatabase.database, 'affiliate').next(500);
  return queued.map(({ event }) => event).filter((event) => event.workspaceId === workspaceId);
};

const state = () => moneyStateOf(records, workspaceId);
const deadLetters = () => countDeadLetters(records.testDatabase.database, workspaceId);
const sevenAndAHalf = aProgram().payingPercent(7.5, 'sale');
const annasSale = aSale().of('19.99', 'BRL').by('ANNA');

describe('the consumer', () => {
  it('accrues a commission and tells of it as the published schema says', async () => {
    await consumer.consume([aProgramEvent(workspaceId, sevenAndAHalf), aConversionEvent(workspaceId, annasSale)]);
    const [event, ...more] = await outgoing();
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      type: 'whence.commission.accrued.v1',
      topic: 'whence.commissions.v1',
      key: idFor('prt', 'ANNA'),
      source: '/whence/affiliate-payouts',
      occurredAt: new Date(onDay(1)),
      body: { amount: { amountMinor: '150', currency: 'BRL' }, dueAt: new Date(onDay(30)).toISOString() },
    });
    expect(validateEvent(event!.type, event!.body)).toEqual([]);
  });

  it('tells of a reversal, and of both commissions as the schema says, when the credit moves', async () => {
    await consumer.consume([aProgramEvent(workspaceId, sevenAndAHalf), aConversionEvent(workspaceId, annasSale)]);
    await consumer.consume([aConversionEvent(workspaceId, annasSale.inVersion(2).by('BEN'))]);
    const events = await outgoing();
    expect(events.map(({ type, key }) => [type, key])).toEqual([
      ['whence.commission.accrued.v1', idFor('prt', 'ANNA')],
      ['whence.commission.reversed.v1', idFor('prt', 'ANNA')],
      ['whence.commission.accrued.v1', idFor('prt', 'BEN')],
    ]);
    expect(events.flatMap(({ type, body }) => validateEvent(type, body))).toEqual([]);
  });

  it('takes an event once, and the same news under another event id as well', async () => {
    const sale = aConversionEvent(workspaceId, annasSale);
    await consumer.consume([aProgramEvent(workspaceId, sevenAndAHalf), sale, sale]);
    await consumer.consume([sale, aConversionEvent(workspaceId, annasSale)]);
    expect(await outgoing()).toHaveLength(1);
  });

  it('pays what came before the program it is paid under', async () => {
    await consumer.consume([aConversionEvent(workspaceId, annasSale)]);
    expect((await state()).waiting).toBe(1);
    await consumer.consume([aProgramEvent(workspaceId, sevenAndAHalf)]);
    expect(await state()).toMatchObject({ waiting: 0, standing: [{ partnerId: idFor('prt', 'ANNA') }] });
  });

  it('knows a partner from the catalogue', async () => {
    await consumer.consume([aPartnerEvent(workspaceId, 'CEM')]);
    expect(await records.commissionStatements.totalsOf(workspaceId, idFor('prt', 'CEM'), 0)).toEqual([]);
  });

  it.each([
    ['whose shares are no whole', { credits: [{ shareMillionths: 999_999 }] }],
    ['that may still change and does not say until when', { isFinal: false, finalAt: undefined }],
    [
      'that names a program without the version of its terms',
      {
        credits: [{ partnerId: idFor('prt', 'ANNA'), programId: idFor('prg', 'CREATORS'), shareMillionths: 1_000_000 }],
      },
    ],
    ['with an amount that is no integer', { amount: { amountMinor: '19.99', currency: 'EUR' } }],
  ])('sets aside a conversion %s, and takes the others', async (_, change) => {
    const good = aConversionEvent(workspaceId, annasSale.called('GOOD'));
    const { body } = aConversionEvent(workspaceId, annasSale.called('BAD'));
    const bad = asEvent(workspaceId, 'whence.conversion.attributed.v1', { ...body, ...change });
    await consumer.consume([aProgramEvent(workspaceId, sevenAndAHalf), bad, good]);
    expect(await deadLetters()).toBe(1);
    expect((await state()).standing).toHaveLength(1);
  });

  it('reverses 0.50 for each third that is refunded, and tells of it as the schema says', async () => {
    const refunds = refundsOf(annasSale, '6.66', '6.66', '6.67').map((refund) => aRefundEvent(workspaceId, refund));
    expect(refunds.flatMap(({ type, body }) => validateEvent(type, body))).toEqual([]);
    const [first, ...others] = refunds;
    await consumer.consume([
      first!,
      aProgramEvent(workspaceId, sevenAndAHalf),
      aConversionEvent(workspaceId, annasSale),
    ]);
    expect(await state()).toMatchObject({ waitingRefunds: 0, standing: [{ amount: { amountMinor: 150n } }] });
    await consumer.consume([...others, ...refunds]);
    const [accrued, ...reversed] = await outgoing();
    expect(accrued?.type).toBe('whence.commission.accrued.v1');
    expect(reversed.map(({ type, body }) => [type, body['amount'], body['refundedAt']])).toEqual(
      [10, 11, 12].map((day) => [
        'whence.commission.reversed.v1',
        { amountMinor: '50', currency: 'BRL' },
        new Date(onDay(day)).toISOString(),
      ]),
    );
    expect(reversed.flatMap(({ type, body }) => validateEvent(type, body))).toEqual([]);
    expect(await state()).toMatchObject({ standing: [], accounts: {} });
  });

  it('keeps a refund whose sale has not come', async () => {
    const [refund] = refundsOf(annasSale, '6.66');
    await consumer.consume([aRefundEvent(workspaceId, refund!)]);
    expect(await state()).toMatchObject({ standing: [], waitingRefunds: 1 });
  });

  it.each([
    ['more than was paid', { conversionAmount: { amountMinor: '665', currency: 'BRL' } }],
    ['nothing', { amount: { amountMinor: '0', currency: 'BRL' } }],
    ['more than was refunded to date', { refundedToDate: { amountMinor: '600', currency: 'BRL' } }],
    ['another currency', { amount: { amountMinor: '666', currency: 'EUR' } }],
  ])('sets aside a refund that gives back %s', async (_, change) => {
    const [refund] = refundsOf(annasSale, '6.66');
    const { body } = aRefundEvent(workspaceId, refund!);
    await consumer.consume([asEvent(workspaceId, 'whence.conversion.refunded.v1', { ...body, ...change })]);
    expect(await deadLetters()).toBe(1);
    expect((await state()).waitingRefunds).toBe(0);
  });

  it('ends in the same state as the fakes, whatever the order in which a story arrives', async () => {
    await fc.assert(
      fc.asyncProperty(someStoryAndItsArrival, async ({ story, arrival }) => {
        workspaces += 1;
        workspaceId = idFor('wsp', `STORY${String(workspaces).padStart(4, '0')}`);
        const affiliate = new InMemoryAffiliate();
        await tell({ unitOfWork: affiliate, identities: new CountingIdentities() }, workspaceId, story);
        await consumer.consume(
          arrival.flatMap((message) => {
            if (message.kind === 'conversion') return [aConversionEvent(workspaceId, message.conversion)];
            if (message.kind === 'refund') return [aRefundEvent(workspaceId, message.refund)];
            return message.kind === 'program' ? [aProgramEvent(workspaceId, message.terms)] : [];
          }),
        );
        expect(await deadLetters()).toBe(0);
        expect(await state()).toEqual(await moneyStateOf(affiliate, workspaceId));
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
