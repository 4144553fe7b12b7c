import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RecordClicks, type RecordedClick } from '@whence/attribution-application';
import type { WorkspaceId } from '@whence/attribution-domain';
import { newId } from '@whence/platform/crypto';
import { workerScope } from '@whence/platform/postgres';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';

import { ClickQueue } from './click-queue.js';
import { PostgresClickLog } from './postgres-click-log.js';
import { PostgresClicks } from './postgres-clicks.js';
import { PostgresGuesses } from './postgres-guesses.js';
import { PostgresLateClicks } from './postgres-late-clicks.js';

let database: TestDatabase;
let recordClicks: RecordClicks;
let ours: WorkspaceId;
let theirs: WorkspaceId;

beforeAll(async () => {
  database = await createTestDatabase();
  recordClicks = new RecordClicks(new PostgresClickLog(database.database, { now: () => clickedAt + 250 }));
});

beforeEach(() => {
  ours = newId('wsp');
  theirs = newId('wsp');
});

afterAll(() => database.drop());

const clickedAt = Date.UTC(2026, 10, 2, 10, 0, 0, 123);

const aClick = (workspaceId: WorkspaceId, changes: Partial<RecordedClick> = {}): RecordedClick => ({
  workspaceId,
  id: newId('clk'),
  linkId: newId('lnk'),
  channel: 'whatsapp',
  clickedAt,
  clickPart: 'A2B9XY',
  visitor: 'person',
  clientClass: 'browser',
  visitorId: 'vis0000000000000000001',
  ...changes,
});

const namedIn = (workspaceId: WorkspaceId, clicks: readonly RecordedClick[]) =>
  database.database.inTransaction(workerScope(workspaceId), (tx) =>
    new PostgresClicks(tx, workspaceId).named({ clickIds: clicks.map(({ id }) => id), linkIds: [], clickParts: [] }),
  );

describe('clicks that are recorded together', () => {
  it('are evidence of whose they are, and of nobody else', async () => {
    const [mine, yours] = [aClick(ours), aClick(theirs)];
    await recordClicks.run([mine, yours]);
    const { id, linkId, clickPart, visitor } = mine;
    expect(await namedIn(ours, [mine, yours])).toEqual([{ id, linkId, clickedAt, clickPart, visitor }]);
    expect(await namedIn(theirs, [mine, yours])).toHaveLength(1);
  });

  it('tell a guess which language each browser asked for', async () => {
    const [asking, silent] = [aClick(ours, { language: 'pt-BR' }), aClick(ours, { clickedAt: clickedAt - 1 })];
    await recordClicks.run([asking, silent]);
    const during = { channel: 'whatsapp', from: clickedAt - 1, to: clickedAt + 1, limit: 10 } as const;
    const recent = await database.database.inTransaction(workerScope(ours), (tx) =>
      new PostgresGuesses(tx, ours).clicks(during),
    );
    expect(recent.map(({ id, language }) => [id, language])).toEqual([
      [asking.id, 'pt-BR'],
      [silent.id, undefined],
    ]);
  });

  it('keep what nobody would write without meaning harm', async () => {
    const odd = aClick(ours, { visitor: 'robot', robotReason: 'a "b", {c} \\ NULL', clientClass: 'NULL' });
    await recordClicks.run([odd]);
    const [row] = await database.database.inTransaction(workerScope(ours), (tx) =>
      tx.query('SELECT robot_reason, client_class FROM attribution.click WHERE id = $1', [odd.id]),
    );
    expect(row).toEqual({ robot_reason: odd.robotReason, client_class: 'NULL' });
  });

  it('are there once, and told of once, where they come again because nobody knew', async () => {
    const first = aClick(ours);
    await recordClicks.run([first]);
    await Promise.all([recordClicks.run([first, aClick(ours)]), recordClicks.run([first]), recordClicks.run([first])]);
    expect(await namedIn(ours, [first])).toHaveLength(1);
    expect(await new ClickQueue(database.database).waiting(ours)).toBe(2);
  });

  it('are all kept, or none of them', async () => {
    const [good, bad] = [aClick(ours), aClick(ours, { visitor: 'ghost' as 'person' })];
    await expect(recordClicks.run([good, bad])).rejects.toThrow('click_visitor_known');
    expect(await namedIn(ours, [good, bad])).toEqual([]);
  });

  it('wait to be heard where they are kept after the person was led on, and not before', async () => {
    const [late, timely] = [aClick(ours, { clickedAt: clickedAt - 1 }), aClick(ours)];
    const { id, linkId, clickPart } = late;
    const queue = new PostgresLateClicks(database.database);
    await queue.done(await queue.next(100));
    await recordClicks.run([timely, late, late]);
    expect(await queue.next(100)).toEqual([{ id, linkId, clickPart, workspaceId: ours }]);
    await queue.done([late]);
    expect(await queue.next(100)).toEqual([]);
  });

  it('may be none', async () => {
    await expect(recordClicks.run([])).resolves.toBeUndefined();
  });
});
