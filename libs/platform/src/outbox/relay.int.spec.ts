import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { amountNoted, openDesk, until, type Desk } from '../../test/desk.js';
import { apiScope, workerScope } from '../postgres/index.js';
import {
  addToOutbox,
  InProcessPublisher,
  OutboxRelay,
  PostgresOutbox,
  type EventConsumer,
  type OutgoingEvent,
  type QueuedEvent,
} from './index.js';

let desk: Desk;
let outbox: PostgresOutbox;
let publisher: InProcessPublisher;
let relay: OutboxRelay;
let reported: unknown[];

beforeAll(async () => {
  desk = await openDesk();
  outbox = new PostgresOutbox(desk.database, 'desk');
});

beforeEach(() => {
  publisher = new InProcessPublisher();
  reported = [];
  relay = new OutboxRelay(outbox, publisher, ({ error }) => reported.push(error));
});

afterEach(async () => {
  await relay.stop();
  await desk.clear();
});

afterAll(async () => {
  await desk.drop();
});

const isWorkedOff = async (): Promise<boolean> => (await outbox.waiting('wsp_1')) === 0;

const remove = async (queued: QueuedEvent | undefined): Promise<void> =>
  desk.database.inTransaction(workerScope(), (tx) => outbox.remove(tx, [queued?.queueId ?? '']));

const amountsOf = (events: readonly OutgoingEvent[]): readonly unknown[] => events.map(({ body }) => body['amount']);

/** A consumer that remembers, and fails as often as it is told to. */
const recorder = (
  name: string,
  failures: number,
): EventConsumer & { readonly taken: OutgoingEvent[]; attempts: number } => ({
  name,
  types: ['whence.amount.noted.v1'],
  taken: [],
  attempts: 0,
  async consume(events) {
    this.attempts += 1;
    if (this.attempts <= failures) throw new Error('not now');
    this.taken.push(...events);
  },
});

describe('the outbox', () => {
  it('keeps an event exactly as it was written', async () => {
    const event = amountNoted(1);
    await desk.write([event]);
    const [queued] = await outbox.next(10);
    expect(queued?.event).toMatchObject(event);
  });

  it('keeps nothing of a transaction that failed', async () => {
    const failing = desk.database.inTransaction(apiScope('wsp_1'), async (tx) => {
      await addToOutbox(tx, 'desk', [amountNoted(1)]);
      throw new Error('work failed');
    });
    await expect(failing).rejects.toThrow('work failed');
    expect(await outbox.next(10)).toEqual([]);
  });

  it('refuses an event that was written before, whoever writes it', async () => {
    const event = amountNoted(1);
    await desk.write([event]);
    await expect(desk.write([event], workerScope('wsp_1'))).rejects.toThrow('outbox_event_id_unique');
  });

  it('is appended to and never read by the API role', async () => {
    const asApi = (sql: string): Promise<unknown> =>
      desk.database.inTransaction(apiScope('wsp_1'), (tx) => tx.query(sql));
    await expect(asApi('SELECT FROM desk.outbox')).rejects.toThrow('permission denied');
    await expect(asApi('UPDATE desk.outbox SET body = type')).rejects.toThrow('permission denied');
    await expect(asApi('DELETE FROM desk.outbox')).rejects.toThrow('permission denied');
  });

  it('counts what waits, by workspace', async () => {
    await desk.write([amountNoted(1), amountNoted(2), amountNoted(3, { workspaceId: 'wsp_2' })]);
    expect(await outbox.waiting('wsp_1')).toBe(2);
    expect(await outbox.waiting('wsp_2')).toBe(1);
    const [first] = await outbox.next(1);
    await remove(first);
    expect(await outbox.waiting('wsp_1')).toBe(1);
  });

  it('keeps nothing of what an event said once it is published: it may name a person', async () => {
    await desk.write([amountNoted(4711)]);
    const [first] = await outbox.next(1);
    await remove(first);
    expect(await desk.look('SELECT * FROM desk.outbox')).toEqual([]);
  });

  it('loses no event of a transaction that commits later than newer ones', async () => {
    const consumer = recorder('recorder', 0);
    publisher.subscribe(consumer);
    relay.start();
    await desk.database.inTransaction(apiScope('wsp_1'), async (tx) => {
      await addToOutbox(tx, 'desk', [amountNoted(1)]);
      await desk.write([amountNoted(2)]);
      await until(() => consumer.taken.length === 1);
    });
    await until(() => consumer.taken.length === 2);
    expect(amountsOf(consumer.taken)).toEqual([2, 1]);
  });
});

describe('the relay', () => {
  it('publishes in the order of writing, more than one batch, each event once', async () => {
    const consumer = recorder('recorder', 0);
    publisher.subscribe(consumer);
    const amounts = Array.from({ length: 1_201 }, (_, index) => index);
    await desk.write(amounts.map((amount) => amountNoted(amount)));
    relay.start();
    await until(isWorkedOff);
    expect(amountsOf(consumer.taken)).toEqual(amounts);
    expect(consumer.attempts).toBe(3);
  });

  it('publishes again, still in order, what a consumer failed to take, and says so', async () => {
    const consumer = recorder('recorder', 1);
    publisher.subscribe(consumer);
    await desk.write([amountNoted(1), amountNoted(2)]);
    relay.start();
    await until(() => reported.length === 1);
    expect(await outbox.waiting('wsp_1')).toBe(2);
    await desk.write([amountNoted(3)]);
    await until(isWorkedOff);
    expect(amountsOf(consumer.taken)).toEqual([1, 2, 3]);
    expect(reported).toEqual([new Error('not now')]);
  });

  it('does not keep events from one consumer because another fails', async () => {
    const failing = recorder('failing', 1);
    const other = recorder('other', 0);
    publisher.subscribe(failing);
    publisher.subscribe(other);
    await desk.write([amountNoted(1)]);
    relay.start();
    await until(() => reported.length === 1);
    expect(amountsOf(other.taken)).toEqual([1]);
  });

  it('gives a consumer the types it wants', async () => {
    const consumer = recorder('recorder', 0);
    publisher.subscribe(consumer);
    await desk.write([amountNoted(1, { type: 'whence.other.v1' }), amountNoted(2)]);
    relay.start();
    await until(isWorkedOff);
    expect(amountsOf(consumer.taken)).toEqual([2]);
  });

  it('finishes its batch when it is stopped, and takes no further one', async () => {
    const consumer = recorder('recorder', 0);
    publisher.subscribe(consumer);
    await desk.write([amountNoted(1)]);
    relay.start();
    await until(() => consumer.taken.length === 1);
    await relay.stop();
    expect(await isWorkedOff()).toBe(true);
    await desk.write([amountNoted(2)]);
    expect(amountsOf(consumer.taken)).toEqual([1]);
  });
});
