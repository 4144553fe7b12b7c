import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { amountNoted, openDesk, until, type Desk } from '../../test/desk.js';
import {
  InProcessPublisher,
  OnceOnlyConsumer,
  OutboxRelay,
  PostgresOutbox,
  RepeatableConsumer,
  type OutgoingEvent,
} from './index.js';
import { workerScope, type Transaction } from '../postgres/index.js';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});

afterEach(async () => {
  await desk.clear();
});

afterAll(async () => {
  await desk.drop();
});

describe('a consumer whose effect happens once', () => {
  const add = (tx: Transaction, event: OutgoingEvent): Promise<unknown> =>
    tx.query(
      `INSERT INTO desk.total VALUES ($1, $2)
       ON CONFLICT (workspace_id) DO UPDATE SET amount = desk.total.amount + excluded.amount`,
      [event.workspaceId, event.body['amount']],
    );

  const adding = (apply?: (event: OutgoingEvent) => void): OnceOnlyConsumer =>
    new OnceOnlyConsumer({
      name: 'total',
      types: ['whence.amount.noted.v1'],
      database: desk.database,
      schema: 'desk',
      apply: async (tx, event) => {
        await add(tx, event);
        apply?.(event);
      },
    });

  const total = async (): Promise<unknown> =>
    (await desk.look('SELECT coalesce(sum(amount), 0)::int AS total FROM desk.total'))[0]?.['total'];

  const deadLetters = (): Promise<unknown> => desk.look('SELECT event_id, type, cause FROM desk.dead_letter');

  it('counts an event once, however often and however bundled it comes', async () => {
    const [one, two, three] = [amountNoted(1), amountNoted(2), amountNoted(4)];
    const consumer = adding();
    await consumer.consume([one]);
    await consumer.consume([one, two]);
    await consumer.consume([two, two, three, one, three]);
    expect(await total()).toBe(7);
  });

  it('would count it as often as it comes if it forgot what it took', async () => {
    const forgetful = new RepeatableConsumer({
      name: 'total',
      types: ['whence.amount.noted.v1'],
      database: desk.database,
      schema: 'desk',
      apply: async (event) => {
        await desk.database.inTransaction(workerScope(event.workspaceId), (tx) => add(tx, event));
      },
    });
    const event = amountNoted(1);
    await forgetful.consume([event]);
    await forgetful.consume([event, event]);
    expect(await total()).toBe(3);
  });

  it('tells how many came again, and how many it could not take', async () => {
    const bad = amountNoted(3_000_000_000);
    const one = amountNoted(1);
    const consumer = adding();
    await consumer.consume([one, bad]);
    await consumer.consume([one, bad, one]);
    expect(consumer.counts).toEqual({ repeats: 3, keptAside: 1 });
  });

  it('counts an event once when it comes to two of its kind at the same time', async () => {
    const events = [amountNoted(1), amountNoted(2), amountNoted(4)];
    await Promise.all(Array.from({ length: 8 }, () => adding().consume(events)));
    expect(await total()).toBe(7);
  });

  it('sets aside the one that cannot be taken, and takes the others', async () => {
    const bad = amountNoted(100);
    const consumer = adding(({ id }) => {
      if (id === bad.id) throw new Error('cannot be \0 taken');
    });
    await consumer.consume([amountNoted(1), bad, amountNoted(2)]);
    expect(await total()).toBe(3);
    expect(await deadLetters()).toEqual([{ event_id: bad.id, type: bad.type, cause: 'cannot be  taken' }]);
    await consumer.consume([bad]);
    expect(await total()).toBe(3);
  });

  it('sets aside what the database cannot take', async () => {
    const bad = amountNoted(3_000_000_000);
    await adding().consume([amountNoted(1), bad]);
    expect(await total()).toBe(1);
    expect(await deadLetters()).toMatchObject([{ event_id: bad.id }]);
  });

  it('passes a passing fault on, takes nothing, and takes all the next time', async () => {
    let isAway = true;
    const consumer = adding(({ body }) => {
      if (isAway && body['amount'] === 2)
        throw Object.assign(new Error('the server is shutting down'), { code: '57P01' });
    });
    const events = [amountNoted(1), amountNoted(2)];
    await expect(consumer.consume(events)).rejects.toThrow('shutting down');
    expect(await total()).toBe(0);
    expect(await deadLetters()).toEqual([]);
    isAway = false;
    await consumer.consume(events);
    expect(await total()).toBe(3);
  });

  it('works off an outbox whole, through a relay that is interrupted', async () => {
    let interruptions = 0;
    const outbox = new PostgresOutbox(desk.database, 'desk');
    const publisher = new InProcessPublisher();
    const relay = new OutboxRelay(outbox, publisher, () => undefined);
    publisher.subscribe(
      adding(({ body }) => {
        if (body['amount'] === 40 && interruptions++ === 0) throw Object.assign(new Error('away'), { code: '08006' });
      }),
    );
    const amounts = Array.from({ length: 80 }, (_, index) => index + 1);
    for (const amount of amounts) await desk.write([amountNoted(amount)]);
    relay.start();
    await until(async () => (await outbox.waiting('wsp_1')) === 0);
    await relay.stop();
    expect(interruptions).toBe(2);
    expect(await total()).toBe(amounts.reduce((sum, amount) => sum + amount));
  });
});
