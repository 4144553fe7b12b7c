import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { ClaimedDelivery } from '../src/store/claimed-delivery.js';
import { Claims } from '../src/store/claims.js';
import { brand, brandAccount, contentFault, IntakeUnderTest, passingFault, rival, until } from './intake-under-test.js';

interface QuarantineRow {
  readonly path: string;
  readonly reason: string;
  readonly account_reference: string | null;
  readonly cause: string | null;
}

const openQuarantine =
  'SELECT path, reason, account_reference, cause FROM intake.quarantine WHERE resolved_at IS NULL ORDER BY path';

describe('a delivery in the inbox', () => {
  let intake: IntakeUnderTest;

  beforeEach(async () => {
    intake = await IntakeUnderTest.make();
  });

  afterEach(() => intake.end());

  it('becomes recorded signals, addressed to the channel account', async () => {
    await intake.deliver({ cards: [{ id: 'm1', to: 'brand' }] });
    intake.startWorker();
    await intake.untilInboxIsEmpty();
    expect(intake.book.messages.get('m1')).toMatchObject({
      workspaceId: brand,
      provider: 'zernio',
      receivedAt: intake.clock.now(),
      signals: [{ channelAccountId: brandAccount }],
    });
    expect(await intake.rows('SELECT state FROM intake.inbox')).toEqual([{ state: 'done' }]);
  });

  it('is recorded once though it arrives again and again', async () => {
    for (let copy = 0; copy < 5; copy += 1) await intake.deliver({ cards: [{ id: 'm1', to: 'brand' }] });
    intake.startWorker();
    await intake.untilInboxIsEmpty();
    expect([...intake.book.messages.keys()]).toEqual(['m1']);
    expect(await intake.backlog.of(brand)).toMatchObject({ inbox: 0, quarantined: 0 });
  });

  it('is shared out among workers without loss', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `m${index}`);
    for (const id of ids) await intake.deliver({ cards: [{ id, to: 'brand' }] });
    intake.startWorker();
    intake.startWorker();
    await intake.untilInboxIsEmpty();
    expect([...intake.book.messages.keys()].sort()).toEqual([...ids].sort());
    expect(intake.book.runs).toBeLessThanOrEqual(ids.length);
  });

  it('is recorded together with the others that wait', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `m${index}`);
    for (const id of ids) await intake.deliver({ cards: [{ id, to: 'brand' }] });
    intake.startWorker();
    await intake.untilInboxIsEmpty();
    expect([...intake.book.messages.keys()].sort()).toEqual([...ids].sort());
    expect(intake.book.runs).toBe(1);
  });

  it('blocks nobody where its bytes cannot even be opened', async () => {
    await intake.deliver({ cards: [{ id: 'm1', to: 'brand' }] });
    await intake.deliver({ cards: [{ id: 'damaged', to: 'brand' }] });
    await intake.deliver({ cards: [{ id: 'm3', to: 'brand' }] });
    await intake.rows(`UPDATE intake.inbox SET body = '\\x00' WHERE id = (SELECT min(id) + 1 FROM intake.inbox)`);
    intake.startWorker();
    await intake.untilInboxIsEmpty();
    expect([...intake.book.messages.keys()].sort()).toEqual(['m1', 'm3']);
    expect(await intake.rows<QuarantineRow>(openQuarantine)).toMatchObject([
      { path: '', reason: 'could-not-be-recorded' },
    ]);
  });

  it('has its uninteresting items counted by name, and is done', async () => {
    await intake.deliver({ advertising: ['status', 'status', 'unknown-event:Ünwanted item'] });
    intake.startWorker();
    await intake.untilInboxIsEmpty();
    expect(await intake.rows('SELECT name, count FROM intake.delivery_count ORDER BY name')).toEqual([
      { name: 'status', count: '2' },
      { name: 'unknown-event:?nwanted?item', count: '1' },
    ]);
    expect(intake.book.runs).toBe(0);
  });

  it('keeps what cannot be read aside and records the rest', async () => {
    await intake.deliver({ cards: [{ id: 'm1', to: 'brand' }], illegible: ['entry[0]', 'entry[0]', 'entry[3]'] });
    intake.startWorker();
    await intake.untilInboxIsEmpty();
    expect(intake.book.messages.has('m1')).toBe(true);
    expect(await intake.rows<QuarantineRow>(openQuarantine)).toMatchObject([
      { path: 'entry[0]' },
      { path: 'entry[3]' },
    ]);
    expect(await intake.backlog.of(brand)).toMatchObject({ inbox: 0, quarantined: 2 });
    expect(await intake.backlog.of(rival)).toMatchObject({ inbox: 0, quarantined: 0 });
  });

  it('is tried again, as often as it takes, when the fault will pass', async () => {
    intake.book.failOn('m1', ...Array.from({ length: 3 }, passingFault));
    await intake.deliver({ cards: [{ id: 'm1', to: 'brand' }] });
    intake.startWorker();
    await intake.untilInboxIsEmpty();
    expect(intake.book.messages.has('m1')).toBe(true);
    expect(await intake.rows('SELECT state, attempts FROM intake.inbox')).toEqual([{ state: 'done', attempts: 0 }]);
  });

  it('loses only the signal that can never be recorded, after five attempts, and blocks nobody meanwhile', async () => {
    // Once with its neighbour, four times alone, and then signal by signal.
    intake.book.failOn('poison', ...Array.from({ length: 6 }, contentFault));
    await intake.deliver({ cards: ['before', 'poison', 'after'].map((id) => ({ id, to: 'brand' })) });
    await intake.deliver({ cards: [{ id: 'neighbour', to: 'brand' }] });
    intake.startWorker();
    await intake.untilInboxIsEmpty();
    expect([...intake.book.messages.keys()]).toEqual(['neighbour', 'before', 'after']);
    expect(await intake.rows<QuarantineRow>(openQuarantine)).toEqual([
      {
        path: 'signals[1]',
        reason: 'could-not-be-recorded',
        account_reference: null,
        cause: 'Error 22001 message_length',
      },
    ]);
  });

  it('is recorded again, to no effect, when the first recording was never answered', async () => {
    intake.book.breakAfterRecording('m1', passingFault());
    await intake.deliver({ cards: [{ id: 'm1', to: 'brand' }] });
    intake.startWorker();
    await intake.untilInboxIsEmpty();
    expect(intake.book.runs).toBe(2);
    expect([...intake.book.messages.keys()]).toEqual(['m1']);
  });

  it('is worked by somebody else when its worker was killed, and is safe from that worker coming back', async () => {
    await intake.deliver({ cards: [{ id: 'm1', to: 'brand' }] });
    const killed = new Claims(intake.database.database, 'zernio');
    const [claimed] = await killed.next(8, 300);
    intake.startWorker();
    expect((await intake.backlog.of(brand)).inbox).toBe(1);
    await intake.untilInboxIsEmpty();
    expect(intake.book.messages.has('m1')).toBe(true);
    await killed.tryAgain(claimed as ClaimedDelivery, { afterMs: 0, counts: true });
    expect(await intake.rows('SELECT state, claims, attempts FROM intake.inbox')).toEqual([
      { state: 'done', claims: 2, attempts: 0 },
    ]);
  });

  it('is recorded part by part where it holds very many signals, and stays claimed meanwhile', async () => {
    const ids = Array.from({ length: 250 }, (_, index) => `m${index}`);
    await intake.deliver({ cards: ids.map((id) => ({ id, to: 'brand' })) });
    const dueAt = async () =>
      (await intake.rows<{ next_attempt_at: Date }>('SELECT next_attempt_at FROM intake.inbox'))[0];
    const due: unknown[] = [];
    intake.book.beforeRecording = async () => void due.push((await dueAt())?.next_attempt_at.getTime());
    intake.startWorker();
    await intake.untilInboxIsEmpty();
    expect([...intake.book.messages.keys()]).toEqual(ids);
    expect(intake.book.runs).toBe(3);
    expect(new Set(due).size).toBe(3);
    expect(due).toEqual([...due].sort());
  });

  it('is left to whoever has taken it over', async () => {
    const ids = Array.from({ length: 250 }, (_, index) => `m${index}`);
    await intake.deliver({ cards: ids.map((id) => ({ id, to: 'brand' })) });
    intake.book.beforeRecording = async () => {
      intake.book.beforeRecording = () => Promise.resolve();
      await intake.rows(`UPDATE intake.inbox SET claims = claims + 1, next_attempt_at = now() + interval '1 hour'`);
    };
    intake.startWorker();
    await until(async () => intake.book.messages.size > 0);
    await intake.stopWorkers();
    expect(intake.book.runs).toBe(1);
    expect(await intake.rows('SELECT state, attempts FROM intake.inbox')).toEqual([{ state: 'pending', attempts: 0 }]);
  });

  it('is handed back by a worker that stops before it came to it', async () => {
    await intake.deliver({ cards: [{ id: 'm1', to: 'brand' }] });
    intake.startWorker();
    await intake.stopWorkers();
    intake.startWorker();
    await intake.untilInboxIsEmpty();
    expect(intake.book.messages.has('m1')).toBe(true);
  });
});
