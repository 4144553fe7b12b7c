import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecordClicks } from '@whence/attribution-application';
import { FixedClock, theWorkspace, time } from '@whence/attribution-testing';
import { validateEvent } from '@whence/contracts-events/testing';
import { newId } from '@whence/platform/crypto';
import { workerScope } from '@whence/platform/postgres';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';

import { ClickQueue, PostgresClickLog } from '../index.js';

const linkId = newId('lnk');

let database: TestDatabase;
let recordClicks: RecordClicks;

beforeAll(async () => {
  database = await createTestDatabase();
  recordClicks = new RecordClicks(new PostgresClickLog(database.database, new FixedClock(time('10:00'))));
});

afterAll(async () => database.drop());

const click = {
  workspaceId: theWorkspace,
  linkId,
  channel: 'instagram',
  clickedAt: time('10:00'),
  visitorId: 'vis0000000000000000001',
} as const;

describe('clicks on their way to whoever counts them', () => {
  it('are told of in the shape that is published, robots with the reason', async () => {
    const [person, robot] = [newId('clk'), newId('clk')];
    await recordClicks.run([
      { ...click, id: person, visitor: 'person', clientClass: 'instagram-in-app' },
      { ...click, id: robot, visitor: 'robot', robotReason: 'preview', clientClass: 'link-preview' },
    ]);

    const waiting = await new ClickQueue(database.database).next(10);
    for (const { event } of waiting) {
      expect(validateEvent(event.type, event.body)).toEqual([]);
      expect(event).toMatchObject({
        id: expect.stringMatching(/^evt_[0-9A-HJKMNP-TV-Z]{26}$/),
        topic: 'whence.clicks.v1',
        key: linkId,
        source: '/whence/redirect',
        occurredAt: new Date(time('10:00')),
      });
    }
    expect(waiting.map(({ event }) => event.body)).toMatchObject([
      { clickId: person, visitor: { kind: 'person' } },
      { clickId: robot, visitor: { kind: 'robot', reason: 'preview' } },
    ]);
  });

  it('are not told of where they only try a link out', async () => {
    const queue = new ClickQueue(database.database);
    const waiting = await queue.waiting(theWorkspace);
    const test = { ...click, id: newId('clk'), visitor: 'robot', clientClass: 'link-test' } as const;
    await recordClicks.run([{ ...test, robotReason: 'link-test' }]);
    expect(await queue.waiting(theWorkspace)).toBe(waiting);
  });

  it('are told of once', async () => {
    const queue = new ClickQueue(database.database);
    const queueIds = (await queue.next(10)).map(({ queueId }) => queueId);
    await database.database.inTransaction(workerScope(), (tx) => queue.remove(tx, queueIds));
    expect(await queue.next(10)).toEqual([]);
    expect(await queue.waiting(theWorkspace)).toBe(0);
  });
});
