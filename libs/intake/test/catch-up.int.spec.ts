import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Metrics } from '@whence/platform/process';

import { createCatchUp, type CatchUpRequest, type CaughtUpFound } from '../src/index.js';
import { accountNamed } from './postcards.js';
import { brand, IntakeUnderTest } from './intake-under-test.js';
import { aCard, lastPage, ScriptedSource } from './scripted-source.js';

const apiKey = 'sk_postcards_0123456789';
const dayMs = 86_400_000;
const minuteMs = 60_000;

describe('catching up', () => {
  let intake: IntakeUnderTest;
  let source: ScriptedSource;
  let accounts: readonly string[];
  let heard: ReadonlySet<string>;
  const news: object[] = [];

  const aCatchUp = () =>
    createCatchUp({
      source,
      database: intake.database.database,
      keys: intake.keys,
      clock: intake.clock,
      metrics: new Metrics(),
      accounts: () => Promise.resolve(accounts.map(accountNamed)),
      heard: () => Promise.resolve(heard),
      everyMs: 15 * minuteMs,
      report: (one) => news.push(one),
    });

  const allDue = () => intake.rows('UPDATE intake.catch_up SET due_at = now()');
  const look = async () => {
    await allDue();
    await aCatchUp().run();
  };
  const storedIds = async () => {
    const rows = await intake.rows<{ workspace_id: string; body: Buffer; headers: object }>(
      'SELECT workspace_id, body, headers FROM intake.inbox ORDER BY id',
    );
    return rows.map(({ workspace_id: workspaceId, body }) => {
      const { cards } = JSON.parse(intake.keys.open(workspaceId, body).toString('utf8')) as { cards: { id: string }[] };
      return cards[0]?.id;
    });
  };
  const known = async (account: string) => {
    const [row] = await intake.rows<{ caught_up_to: Date | null; sweep_position: string | null; waits: number }>(
      `SELECT caught_up_to, sweep_position, extract(epoch FROM due_at - now())::integer AS waits
       FROM intake.catch_up WHERE account_reference = $1`,
      [`zernioAccountId:${account}`],
    );
    return row;
  };

  beforeAll(async () => {
    intake = await IntakeUnderTest.make();
    const connection = { workspaceId: brand, provider: 'zernio' as const, name: 'Zernio', secrets: ['s'], apiKey };
    await intake.connections.add(connection);
  });
  afterAll(() => intake.end());
  beforeEach(async () => {
    source = new ScriptedSource();
    accounts = ['brand'];
    heard = new Set();
    news.length = 0;
    await intake.rows('DELETE FROM intake.catch_up');
    await intake.rows('DELETE FROM intake.inbox');
  });

  it('asks with the connection’s key, and puts what is found into the inbox, marked as found', async () => {
    source.willAnswer('brand', { found: [aCard('one'), aCard('two')], ended: lastPage });
    await look();
    expect(source.asked.map((request) => request.apiKey.reveal())).toEqual([apiKey]);
    expect(await storedIds()).toEqual(['one', 'two']);
    expect(await intake.rows('SELECT DISTINCT provider, state, headers FROM intake.inbox')).toEqual([
      {
        provider: 'zernio',
        state: 'pending',
        headers: { 'content-type': 'application/json', 'x-whence-event': 'card-found' },
      },
    ]);
  });

  it('stores the same once, and nothing that some provider has told of', async () => {
    heard = new Set(['heard']);
    const found = [aCard('one'), aCard('heard'), aCard('heard', { bringsMore: true })];
    for (let times = 0; times < 2; times += 1) {
      source.willAnswer('brand', { found, ended: lastPage });
      await look();
    }
    expect(await storedIds()).toEqual(['one', 'heard']);
  });

  it('begins three days back, and then where it began the last time, with some overlap', async () => {
    const began = intake.clock.now();
    await look();
    await look();
    expect(source.asked.map(({ since }) => began - since)).toEqual([3 * dayMs + 10 * minuteMs, 10 * minuteMs]);
    expect((await known('brand'))?.waits).toBeGreaterThan(14 * 60);
  });

  it('waits while nothing is due', async () => {
    await aCatchUp().run();
    await aCatchUp().run();
    expect(source.asked).toHaveLength(1);
  });

  it('goes on where a rate limit interrupted it, once that is over, and keeps what was found till then', async () => {
    accounts = ['brand', 'other'];
    source.willAnswer(
      'brand',
      { found: [aCard('first')], ended: { kind: 'page', position: 'p2', hasGaps: false } },
      { found: [aCard('second')], ended: { kind: 'rate-limited', retryAfterMs: 90_000 } },
    );
    await look();
    expect(source.askedAbout('other')).toEqual([]);
    expect(await storedIds()).toEqual(['first', 'second']);
    for (const account of accounts) expect((await known(account))?.waits).toBeGreaterThan(80);
    expect((await known('brand'))?.waits).toBeLessThanOrEqual(90);
    await look();
    const { since, position } = source.askedAbout('brand').at(-1) as CatchUpRequest;
    expect({ since, position }).toEqual({ since: source.asked[0]?.since, position: 'p2' });
    expect(await known('brand')).toMatchObject({ caught_up_to: new Date(intake.clock.now()), sweep_position: null });
  });

  it('leaves an account that refuses to the next time, says so, and goes on with the others', async () => {
    accounts = ['bad', 'broken', 'good'];
    source.willAnswer('bad', { found: [], ended: { kind: 'refused', cause: '401' } });
    source.willAnswer('broken', new Error('a defect'));
    source.willAnswer('good', { found: [aCard('one')], ended: lastPage });
    await look();
    expect(await storedIds()).toEqual(['one']);
    expect((await known('bad'))?.caught_up_to).toBeNull();
    expect(JSON.stringify(news)).toContain('401 for zernioAccountId:bad');
    expect(news).toHaveLength(2);
  });

  it('asks once a day about an account that the key does not know', async () => {
    source.willAnswer('brand', { found: [], ended: { kind: 'not-ours' } });
    await look();
    expect((await known('brand'))?.waits).toBeGreaterThan(23 * 3_600);
    expect(news).toEqual([]);
  });

  it('begins again where its place is lost', async () => {
    source.willAnswer(
      'brand',
      { found: [], ended: { kind: 'page', position: 'p2', hasGaps: false } },
      { found: [], ended: { kind: 'position-lost' } },
      { found: [], ended: lastPage },
    );
    await look();
    await look();
    expect(source.asked.map(({ position }) => position)).toEqual([undefined, 'p2', undefined]);
  });

  it('comes back to what could not be read, for three days', async () => {
    const withGap: CaughtUpFound = { found: [], ended: { kind: 'page', hasGaps: true } };
    const began = intake.clock.now();
    await look();
    source.willAnswer(
      'brand',
      { found: [], ended: { kind: 'page', hasGaps: true, position: 'p2' } },
      { found: [], ended: lastPage },
    );
    await look();
    expect((await known('brand'))?.caught_up_to).toEqual(new Date(began));
    intake.clock.passDays(5);
    source.willAnswer('brand', withGap);
    await look();
    expect((await known('brand'))?.caught_up_to).toEqual(new Date(began + 2 * dayMs));
  });

  it('lets others have their turn after so many pages, and goes on after them', async () => {
    const pages = Array.from({ length: 30 }, (_, page): CaughtUpFound => ({
      found: [],
      ended: { kind: 'page', position: `p${page}`, hasGaps: false },
    }));
    source.willAnswer('brand', ...pages);
    await look();
    expect(source.asked).toHaveLength(20);
    expect((await known('brand'))?.waits).toBeLessThanOrEqual(0);
    await look();
    expect(source.asked.at(20)?.position).toBe('p19');
    expect(source.asked).toHaveLength(31);
  });

  it('is shared by several processes: everybody has one turn', async () => {
    accounts = ['one', 'two', 'three', 'four', 'five'];
    await look();
    await allDue();
    source.asked.length = 0;
    await Promise.all([aCatchUp().run(), aCatchUp().run(), aCatchUp().run()]);
    expect(source.asked.map(({ account }) => account.value).sort()).toEqual([...accounts].sort());
  });

  it('gives up where another has taken it over meanwhile', async () => {
    const page: CaughtUpFound = { found: [], ended: { kind: 'page', position: 'p2', hasGaps: false } };
    source.willAnswer('brand', page, page);
    const find = source.find.bind(source);
    source.find = async (request) => {
      await intake.rows('UPDATE intake.catch_up SET claims = claims + 1');
      return find(request);
    };
    await look();
    expect(source.asked).toHaveLength(1);
    expect((await known('brand'))?.sweep_position).toBeNull();
  });

  it('stops in the middle, and goes on there at the next start', async () => {
    const catchUp = aCatchUp();
    source.willAnswer('brand', { found: [aCard('one')], ended: { kind: 'page', position: 'p2', hasGaps: false } });
    const find = source.find.bind(source);
    source.find = async (request) => {
      if (request.position === undefined) return find(request);
      void catchUp.stop();
      return { found: [], ended: { kind: 'refused', cause: 'AbortError' } };
    };
    await catchUp.run();
    expect(news).toEqual([]);
    expect(await known('brand')).toMatchObject({ sweep_position: 'p2', waits: 0 });
  });
});
