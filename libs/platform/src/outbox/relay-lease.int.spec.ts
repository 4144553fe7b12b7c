import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { amountNoted, openDesk, until, type Desk } from '../../test/desk.js';
import { apiScope, workerScope, type Transaction } from '../postgres/index.js';
import {
  addToOutbox,
  EventPublisher,
  LeaseLost,
  OutboxRelay,
  PostgresOutbox,
  RelayLease,
  type PublishableEvent,
  type QueuedEvent,
  type UnpublishableEvent,
  type UnpublishedEvents,
} from './index.js';

let desk: Desk;
let outbox: PostgresOutbox;
const relays: OutboxRelay[] = [];

beforeAll(async () => {
  desk = await openDesk();
  outbox = new PostgresOutbox(desk.database, 'desk');
});

afterEach(async () => {
  await Promise.all(relays.splice(0).map((relay) => relay.stop()));
  await desk.clear();
});

afterAll(async () => {
  await desk.drop();
});

/** Remembers what was published, by whom; each call can be held up, as if the process had been halted in it. */
class RecordingPublisher extends EventPublisher {
  readonly amounts: unknown[] = [];
  readonly calls: (() => void)[] = [];
  isHeldUp = false;

  override async publish(events: readonly PublishableEvent[]): Promise<readonly UnpublishableEvent[]> {
    if (this.isHeldUp) await new Promise<void>((resolve) => this.calls.push(resolve));
    this.amounts.push(...events.map(({ body }) => body['amount']));
    return events.flatMap((event) => (event.body['amount'] === 13 ? [{ event, cause: 'too large' }] : []));
  }
}

/** The lease of a process that has been halted: it renews nothing meanwhile. */
class HaltedLease extends RelayLease {
  override during<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }
}

/** And one that marks whatever has become of its epoch. */
class UnfencedLease extends HaltedLease {
  override confirmIn(_tx: Transaction): Promise<void> {
    return Promise.resolve();
  }
}

const started = (
  publisher: EventPublisher,
  { lease = new RelayLease(outbox), reported = [] }: { lease?: RelayLease; reported?: unknown[] } = {},
): OutboxRelay => {
  const relay = new OutboxRelay(outbox, publisher, ({ error }) => reported.push(error), lease);
  relays.push(relay);
  relay.start();
  return relay;
};

const isWorkedOff = async (): Promise<boolean> => (await outbox.waiting('wsp_1')) === 0;

/** As the time does that passes while the holder is halted. */
const letLeaseRunOut = (): Promise<unknown> =>
  desk.look(`UPDATE desk.relay_lease SET expires_at = '-infinity' WHERE queue = 'desk'`);

describe('the relays of several processes', () => {
  it('publish each event once and in order: one of them publishes, the others wait', async () => {
    const publisher = new RecordingPublisher();
    for (let processes = 0; processes < 4; processes += 1) started(publisher);
    const amounts = Array.from({ length: 200 }, (_, index) => index + 100);
    for (const amount of amounts) await desk.write([amountNoted(amount)]);
    await until(isWorkedOff);
    expect(publisher.amounts).toEqual(amounts);
  });

  it('take over at once from one that stops', async () => {
    const [first, second] = [new RecordingPublisher(), new RecordingPublisher()];
    const relay = started(first);
    await desk.write([amountNoted(1)]);
    await until(isWorkedOff);
    await relay.stop();
    started(second);
    await desk.write([amountNoted(2)]);
    await until(isWorkedOff);
    expect([first.amounts, second.amounts]).toEqual([[1], [2]]);
  });

  it('take over from one that fails to publish for long, which may be its own fault', async () => {
    const failing = new (class extends EventPublisher {
      override publish(): Promise<never> {
        return Promise.reject(new Error('no broker can be reached from here'));
      }
    })();
    const publisher = new RecordingPublisher();
    started(failing);
    await until(async () => (await desk.look('SELECT FROM desk.relay_lease')).length === 1);
    started(publisher);
    await desk.write([amountNoted(1)]);
    await until(isWorkedOff);
    expect(publisher.amounts).toEqual([1]);
  });
});

describe('a relay that is halted, replaced, and resumed', () => {
  const halted = async (lease: RelayLease): Promise<{ zombie: RecordingPublisher; reported: unknown[] }> => {
    const zombie = new RecordingPublisher();
    zombie.isHeldUp = true;
    const reported: unknown[] = [];
    started(zombie, { lease, reported });
    await desk.write([amountNoted(1), amountNoted(2)]);
    await until(() => zombie.calls.length === 1);
    await letLeaseRunOut();
    return { zombie, reported };
  };

  const replaced = async (): Promise<RecordingPublisher> => {
    const successor = new RecordingPublisher();
    successor.isHeldUp = true;
    started(successor);
    await until(() => successor.calls.length === 1);
    return successor;
  };

  const resume = (publisher: RecordingPublisher): void => {
    publisher.isHeldUp = false;
    publisher.calls.splice(0).forEach((goOn) => goOn());
  };

  it('marks nothing any more: what it published late is a repeat of what its successor publishes', async () => {
    const { zombie, reported } = await halted(new HaltedLease(outbox));
    const successor = await replaced();
    resume(zombie);
    await until(() => reported.length > 0);
    expect(reported).toEqual([new LeaseLost('desk')]);
    expect(await outbox.waiting('wsp_1')).toBe(2);
    resume(successor);
    await until(isWorkedOff);
    expect([zombie.amounts, successor.amounts]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('sends nothing any more that it had only read', async () => {
    const publisher = new RecordingPublisher();
    let haltedMs = 0;
    const lease = new RelayLease(outbox, () => performance.now() + haltedMs);
    const read = outbox.next.bind(outbox);
    const haltedAfterReading: UnpublishedEvents = Object.assign(new PostgresOutbox(desk.database, 'desk'), {
      next: async (limit: number) => {
        haltedMs += 6_000;
        return read(limit);
      },
    });
    const reported: unknown[] = [];
    const relay = new OutboxRelay(haltedAfterReading, publisher, ({ error }) => reported.push(error), lease);
    await desk.write([amountNoted(1)]);
    relay.start();
    await until(() => reported.length > 0);
    await relay.stop();
    expect(reported[0]).toEqual(new LeaseLost('desk'));
    expect(publisher.amounts).toEqual([]);
  });

  it('would mark under its successor without the fence', async () => {
    const { zombie } = await halted(new UnfencedLease(outbox));
    const successor = await replaced();
    resume(zombie);
    await until(isWorkedOff);
    expect(successor.amounts).toEqual([]);
    resume(successor);
  });
});

describe('an event that can never be published', () => {
  it('is kept aside with the cause, and holds nothing up', async () => {
    const publisher = new RecordingPublisher();
    started(publisher);
    const bad = amountNoted(13);
    await desk.write([amountNoted(1), bad, amountNoted(2)]);
    await until(isWorkedOff);
    expect(await desk.look('SELECT queue, event_id, topic, cause FROM desk.unpublishable_event')).toEqual([
      { queue: 'desk', event_id: bad.id, topic: bad.topic, cause: 'too large' },
    ]);
  });
});

describe('a queue that is read as a cursor', () => {
  /** What the outbox is not: it goes on behind the last id it has seen. */
  class CursorOutbox extends PostgresOutbox {
    private last = '0';

    override async next(limit: number): Promise<readonly QueuedEvent[]> {
      const queued = (await super.next(limit)).filter(({ queueId }) => BigInt(queueId) > BigInt(this.last));
      this.last = queued.at(-1)?.queueId ?? this.last;
      return queued;
    }
  }

  it('loses the event of a transaction that commits later than a newer one', async () => {
    const cursor = new CursorOutbox(desk.database, 'desk');
    const publisher = new RecordingPublisher();
    const relay = new OutboxRelay(cursor, publisher, () => undefined);
    relays.push(relay);
    relay.start();
    await desk.database.inTransaction(apiScope('wsp_1'), async (tx) => {
      await addToOutbox(tx, 'desk', [amountNoted(1)]);
      await desk.write([amountNoted(2)]);
      await until(() => publisher.amounts.length === 1);
    });
    await desk.write([amountNoted(3)]);
    await until(() => publisher.amounts.length === 2);
    await relay.stop();
    expect(publisher.amounts).toEqual([2, 3]);
    expect(await outbox.waiting('wsp_1')).toBe(1);
  });
});

describe('a lease', () => {
  it('is given to one at a time, and each new holder is the next epoch', async () => {
    const [one, other] = [new RelayLease(outbox), new RelayLease(outbox)];
    expect([await one.hold(), await other.hold()]).toEqual([true, false]);
    await one.release();
    expect([await other.hold(), await one.hold()]).toEqual([true, false]);
    expect(await desk.look('SELECT epoch FROM desk.relay_lease')).toEqual([{ epoch: '2' }]);
  });

  it('confirms nothing to one that has lost it', async () => {
    const [one, other] = [new RelayLease(outbox), new RelayLease(outbox)];
    await one.hold();
    await letLeaseRunOut();
    await other.hold();
    const confirm = desk.database.inTransaction(workerScope(), (tx) => one.confirmIn(tx));
    await expect(confirm).rejects.toThrow(LeaseLost);
  });
});
