import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import {
  quarantinedItems,
  replayDeliveries,
  replayQuarantined,
  type DeliveryChoice,
  type QuarantinedChoice,
} from '../src/index.js';
import { sentBackTogetherMax } from '../src/replay/replay.js';
import { brand, IntakeUnderTest, rival } from './intake-under-test.js';
import { newerPostcardAdapter, type Postcards } from './postcards.js';

let intake: IntakeUnderTest;

beforeEach(async () => {
  intake = await IntakeUnderTest.make();
});

afterEach(() => intake.end());

const run = (isDryRun = false) => ({ database: intake.database.database, isDryRun, now: intake.clock.now() });

const replayAside = (choice: QuarantinedChoice = {}, isDryRun = false) => replayQuarantined(run(isDryRun), choice);

/** All of it once worked off. */
const workOff = async (adapter?: typeof newerPostcardAdapter): Promise<void> => {
  intake.startWorker(adapter);
  for (const workspaceId of [brand, rival]) await intake.untilInboxIsEmpty(workspaceId);
  await intake.stopWorkers();
};

const delivered = async (postcards: Postcards, workspaceId = brand): Promise<void> => {
  await intake.deliver(postcards, workspaceId);
  await workOff();
};

/** Every row of intake that a replay could change. */
const everything = () =>
  intake.rows(
    `SELECT 'inbox', to_jsonb(row) FROM intake.inbox AS row UNION ALL SELECT 'aside', to_jsonb(row) FROM intake.quarantine AS row
     UNION ALL SELECT 'count', to_jsonb(row) FROM intake.delivery_count AS row ORDER BY 1, 2`,
  );

const statesOf = (workspaceId: string) =>
  intake.rows('SELECT state, claims FROM intake.inbox WHERE workspace_id = $1 ORDER BY id', [workspaceId]);

const aside = () =>
  intake.rows('SELECT path, resolution FROM intake.quarantine WHERE workspace_id = $1 ORDER BY id', [brand]);

describe('replaying what was kept aside', () => {
  it('has a newer translator understand what was poison, and counts no neighbour of it twice', async () => {
    await delivered({ cards: [{ id: 'm1', to: 'brand' }], illegible: ['late'], advertising: ['status'] });
    expect([...intake.book.messages.keys()]).toEqual(['m1']);
    expect(await replayAside()).toEqual({
      sentBack: [{ reason: 'illegible', items: 1, deliveries: 1 }],
      erased: [],
    });
    await workOff(newerPostcardAdapter);
    expect([...intake.book.messages.keys()].sort()).toEqual(['late', 'm1']);
    expect(intake.book.messages.get('late')?.receivedAt).toBe(intake.clock.now());
    expect(await intake.rows('SELECT name, count FROM intake.delivery_count')).toEqual([
      { name: 'status', count: '1' },
    ]);
    expect(await aside()).toEqual([{ path: 'late', resolution: 'worked-again' }]);
    expect(await intake.backlog.of(brand)).toMatchObject({ inbox: 0, quarantined: 0 });
  });

  it('keeps an item aside again that is still poison, once, and can replay it again', async () => {
    await delivered({ illegible: ['entry[0]', 'entry[1]'] });
    for (let times = 0; times < 2; times += 1) {
      expect((await replayAside()).sentBack).toEqual([{ reason: 'illegible', items: 2, deliveries: 1 }]);
      await workOff();
      expect(await aside()).toEqual([
        { path: 'entry[0]', resolution: null },
        { path: 'entry[1]', resolution: null },
      ]);
    }
    expect((await replayAside()).sentBack).toHaveLength(1);
    expect((await replayAside()).sentBack).toEqual([]);
  });

  it('takes only what was asked for: a reason, a row, a workspace, a provider', async () => {
    await delivered({ illegible: ['a'] });
    await delivered({ cards: [{ id: 'm1', to: 'shop' }] });
    await delivered({ illegible: ['theirs'] }, rival);
    const [first] = await quarantinedItems(run(), { workspaceId: brand }, 1);
    expect(first).toMatchObject({ path: 'a', reason: 'illegible', provider: 'zernio', workspaceId: brand });
    const counted = async (choice: QuarantinedChoice) =>
      (await replayAside(choice, true)).sentBack.map(({ reason, items }) => `${items} ${reason}`);
    expect(await counted({})).toEqual(['2 illegible', '1 unknown-channel-account']);
    expect(await counted({ reason: 'unknown-channel-account' })).toEqual(['1 unknown-channel-account']);
    expect(await counted({ workspaceId: rival })).toEqual(['1 illegible']);
    expect(await counted({ ids: [String(first?.id)] })).toEqual(['1 illegible']);
    expect(await counted({ ids: [String(first?.id)], workspaceId: rival })).toEqual([]);
    expect(await counted({ provider: 'meta-graph' })).toEqual([]);
  });

  it('leaves another workspace as it was', async () => {
    await delivered({ illegible: ['ours'] });
    await delivered({ illegible: ['theirs'] }, rival);
    await replayAside({ workspaceId: brand });
    expect(await statesOf(rival)).toEqual([{ state: 'quarantined', claims: 1 }]);
    expect(await statesOf(brand)).toEqual([{ state: 'pending', claims: 2 }]);
    await workOff(newerPostcardAdapter);
    expect([...intake.book.messages.keys()]).toEqual(['ours']);
  });

  it('names what cannot be replayed because its bytes were erased', async () => {
    await delivered({ illegible: ['old', 'older'] });
    intake.clock.passDays(31);
    await workOff();
    await delivered({ illegible: ['new'] });
    expect(await replayAside()).toEqual({
      sentBack: [{ reason: 'illegible', items: 1, deliveries: 1 }],
      erased: [{ reason: 'illegible', items: 2, deliveries: 1 }],
    });
    expect(await statesOf(brand)).toEqual([
      { state: 'quarantined', claims: 1 },
      { state: 'pending', claims: 2 },
    ]);
  });

  it('changes nothing where it is only asked what it would do', async () => {
    await delivered({ illegible: ['a'] });
    const before = await everything();
    expect((await replayAside({}, true)).sentBack).toEqual([{ reason: 'illegible', items: 1, deliveries: 1 }]);
    expect(await everything()).toEqual(before);
  });

  it('takes many in batches, each a moment later than the one before', async () => {
    const many = sentBackTogetherMax + 5;
    await delivered({ illegible: ['a'] });
    await intake.rows(
      `INSERT INTO intake.inbox (workspace_id, connection_id, provider, body, headers, received_at, state, done_at)
       SELECT workspace_id, connection_id, provider, body, headers, received_at, state, done_at
       FROM intake.inbox, generate_series(2, $1)`,
      [many],
    );
    await intake.rows(
      `INSERT INTO intake.quarantine (inbox_id, workspace_id, path, reason)
       SELECT id, workspace_id, 'a', 'illegible' FROM intake.inbox ON CONFLICT DO NOTHING`,
    );
    expect((await replayAside()).sentBack).toEqual([{ reason: 'illegible', items: many, deliveries: many }]);
    const [due] = await intake.rows<{ now: number; later: number }>(
      `SELECT count(*) FILTER (WHERE next_attempt_at <= now())::int AS now,
         count(*) FILTER (WHERE next_attempt_at > now())::int AS later FROM intake.inbox`,
    );
    expect(due).toEqual({ now: sentBackTogetherMax, later: 5 });
  });
});

const dayMs = 86_400_000;

describe('replaying stored deliveries', () => {
  const day = (choice: Partial<DeliveryChoice> = {}): DeliveryChoice => ({
    from: intake.clock.now(),
    to: intake.clock.now() + dayMs,
    ...choice,
  });
  const again = (choice: DeliveryChoice, isDryRun = false) => replayDeliveries(run(isDryRun), choice);

  it('puts what is done through the translators of today, which add only what is new', async () => {
    await delivered({ cards: [{ id: 'm1', to: 'brand' }], advertising: ['status', 'status'] });
    const first = intake.book.messages.get('m1');
    expect(await again(day())).toEqual({ sentBack: [{ provider: 'zernio', deliveries: 1 }], erased: [] });
    await workOff(newerPostcardAdapter);
    expect(intake.book.runs).toBe(2);
    expect(intake.book.messages.get('m1')).toEqual(first);
    expect(await intake.rows('SELECT name, count FROM intake.delivery_count')).toEqual([
      { name: 'status', count: '2' },
    ]);
    expect(await statesOf(brand)).toEqual([{ state: 'done', claims: 3 }]);
  });

  it('counts from its first moment on, and not its last', async () => {
    await delivered({ cards: [{ id: 'm1', to: 'brand' }] });
    const at = intake.clock.now();
    const counted = async (from: number, to: number) => (await again({ from, to }, true)).sentBack;
    expect(await counted(at, at + 1)).toEqual([{ provider: 'zernio', deliveries: 1 }]);
    expect(await counted(at - 1, at)).toEqual([]);
    expect(await counted(at + 1, at + 2)).toEqual([]);
  });

  it('leaves another workspace, another provider, what is kept aside and what still waits as they were', async () => {
    await delivered({ advertising: ['status'] }, rival);
    await delivered({ illegible: ['a'] });
    await intake.deliver({ cards: [{ id: 'm2', to: 'brand' }] });
    const before = await everything();
    expect((await again(day({ workspaceId: rival }), true)).sentBack).toEqual([{ provider: 'zernio', deliveries: 1 }]);
    expect((await again(day({ workspaceId: brand }))).sentBack).toEqual([]);
    expect((await again(day({ provider: 'meta-graph' }))).sentBack).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  it('names what cannot be replayed because its bytes were erased', async () => {
    await delivered({ cards: [{ id: 'm1', to: 'brand' }] });
    const choice = day();
    intake.clock.passDays(31);
    await workOff();
    expect(await again(choice)).toEqual({ sentBack: [], erased: [{ provider: 'zernio', deliveries: 1 }] });
    expect(await statesOf(brand)).toEqual([{ state: 'done', claims: 1 }]);
  });

  it('changes nothing where it is only asked what it would do', async () => {
    await delivered({ cards: [{ id: 'm1', to: 'brand' }] });
    const before = await everything();
    expect((await again(day(), true)).sentBack).toEqual([{ provider: 'zernio', deliveries: 1 }]);
    expect(await everything()).toEqual(before);
  });

  it('sends each back once, however many were received in the same millisecond', async () => {
    await delivered({ cards: [{ id: 'm1', to: 'brand' }] });
    const many = 2 * sentBackTogetherMax + 5;
    await intake.rows(
      `INSERT INTO intake.inbox (workspace_id, connection_id, provider, body, headers, received_at, state, done_at)
       SELECT workspace_id, connection_id, provider, body, headers, received_at, state, done_at
       FROM intake.inbox, generate_series(2, $1)`,
      [many],
    );
    expect((await again(day())).sentBack).toEqual([{ provider: 'zernio', deliveries: many }]);
    expect(await intake.rows(`SELECT count(*)::int AS sent FROM intake.inbox WHERE state = 'pending'`)).toEqual([
      { sent: many },
    ]);
  });
});
