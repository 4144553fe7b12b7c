import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecordClick } from '@whence/attribution-application';
import { FixedClock, InMemoryUnitOfWork, theWorkspace, time } from '@whence/attribution-testing';
import { validateEvent } from '@whence/contracts-events/testing';
import { MasterKey, newId } from '@whence/platform/crypto';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';

import { ClickQueue, MasterKeyFingerprints, PostgresUnitOfWork } from '../index.js';

const keys = new MasterKey('a master key that is long enough for tests');
const linkId = newId('lnk');

let database: TestDatabase;
let recordClick: RecordClick;

beforeAll(async () => {
  database = await createTestDatabase();
  const catalogue = await new InMemoryUnitOfWork().run(theWorkspace, (stores) => Promise.resolve(stores.catalogue));
  recordClick = new RecordClick(
    new PostgresUnitOfWork({
      database: database.database,
      role: 'worker',
      keys,
      fingerprints: new MasterKeyFingerprints(keys),
      clock: new FixedClock(time('12:00')),
      catalogueOn: () => catalogue,
    }),
  );
});

afterAll(async () => database.drop());

const click = { linkId, channel: 'instagram', clickedAt: time('10:00'), visitorId: 'vis0000000000000000001' } as const;

describe('clicks on their way to whoever counts them', () => {
  it('are told of in the shape that is published, robots with the reason', async () => {
    const [person, robot] = [newId('clk'), newId('clk')];
    await recordClick.run(theWorkspace, { ...click, id: person, visitor: 'person', clientClass: 'instagram-in-app' });
    await recordClick.run(theWorkspace, {
      ...click,
      id: robot,
      visitor: 'robot',
      robotReason: 'preview',
      clientClass: 'link-preview',
    });

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

  it('are told of once', async () => {
    const queue = new ClickQueue(database.database);
    await queue.markPublished((await queue.next(10)).map(({ queueId }) => queueId));
    expect(await queue.next(10)).toEqual([]);
    expect(await queue.waiting(theWorkspace)).toBe(0);
  });
});
