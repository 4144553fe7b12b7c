import { afterAll, afterEach, describe, expect, it } from '@jest/globals';

import type { EventConsumer, EventTransport, OutgoingEvent } from '../src/outbox/index.js';
import { amountNoted, until } from './desk.js';
import { hasTakenAll } from './lag.js';
import { publishWhole } from './publish-whole.js';

/** A transport under test. */
export interface PublisherUnderTest {
  /** A new one, which knows the types `whence.amount.*`. */
  make(): Promise<EventTransport>;
  /** Drops what `make` made. */
  end(): Promise<void>;
}

const workers = 4;
const eventsOfOneWorker = 50;

/** A consumer that remembers, and refuses as often as it is told to. A publisher may repeat any event. */
class Recorder implements EventConsumer {
  readonly copies: OutgoingEvent[] = [];
  refusals = 0;

  constructor(
    readonly name: string,
    readonly types: readonly string[] = ['whence.amount.noted.v1'],
  ) {}

  consume(events: readonly OutgoingEvent[]): Promise<void> {
    if (this.refusals > 0) {
      this.refusals -= 1;
      return Promise.reject(new Error('not now'));
    }
    this.copies.push(...events);
    return Promise.resolve();
  }

  /** The first copy of each event. */
  get taken(): readonly OutgoingEvent[] {
    const first = new Map(this.copies.toReversed().map((event) => [event.id, event]));
    return this.copies.filter((event) => first.get(event.id) === event);
  }

  get amounts(): readonly unknown[] {
    return this.taken.map(({ body }) => body['amount']);
  }
}

/** What every publisher promises, whatever carries its events. */
export const describeEventPublisher = (name: string, underTest: PublisherUnderTest): void => {
  describe(`publishing ${name}`, () => {
    let transport: EventTransport;

    const subscribed = async (...recorders: Recorder[]): Promise<void> => {
      transport = await underTest.make();
      for (const recorder of recorders) transport.subscribe(recorder);
      await transport.start();
    };

    const publish = (...events: readonly OutgoingEvent[]): Promise<number> => publishWhole(transport, events);

    afterEach(async () => {
      await transport.stopConsuming();
      await transport.close();
    });

    afterAll(() => underTest.end());

    it('hands an event over exactly as it was written', async () => {
      const recorder = new Recorder('exactly');
      await subscribed(recorder);
      const event = amountNoted(1, {
        key: 'Schlüssel 🔑',
        body: { workspaceId: 'wsp_1', text: 'ä "€"  😀', big: '1' },
      });
      await publish(event);
      await until(() => recorder.taken.length === 1);
      const [taken] = recorder.taken;
      expect(taken?.body).toEqual(event.body);
      expect(taken).toMatchObject({ ...event, body: expect.anything() });
    });

    it('keeps the order of each key, over many batches', async () => {
      const recorder = new Recorder('in-order');
      await subscribed(recorder);
      const keys = ['anna', 'ben', 'cleo'];
      const amounts = Array.from({ length: 90 }, (_, index) => index);
      for (let from = 0; from < amounts.length; from += 30) {
        const batch = amounts.slice(from, from + 30);
        await publish(...batch.map((amount) => amountNoted(amount, { key: keys[amount % 3] ?? '' })));
      }
      await until(() => recorder.taken.length === amounts.length);
      for (const key of keys) {
        const ofKey = recorder.taken.filter((event) => event.key === key).map(({ body }) => body['amount']);
        expect(ofKey).toEqual(amounts.filter((amount) => keys[amount % 3] === key));
      }
    });

    it('hands every event to each consumer that wants its type', async () => {
      const [one, other, both] = [
        new Recorder('one'),
        new Recorder('other', ['whence.amount.dropped.v1']),
        new Recorder('both', ['whence.amount.noted.v1', 'whence.amount.dropped.v1']),
      ];
      await subscribed(one, other, both);
      await publish(amountNoted(1), amountNoted(2, { type: 'whence.amount.dropped.v1' }));
      await until(() => one.taken.length === 1 && other.taken.length === 1 && both.taken.length === 2);
      expect([one.amounts, other.amounts, both.amounts]).toEqual([[1], [2], [1, 2]]);
    });

    it('repeats to a consumer what it did not take, and skips nothing', async () => {
      const recorder = new Recorder('refusing');
      recorder.refusals = 2;
      await subscribed(recorder);
      await publish(amountNoted(1), amountNoted(2));
      await publish(amountNoted(3));
      await until(() => recorder.taken.length === 3);
      expect(recorder.amounts).toEqual([1, 2, 3]);
    });

    it('makes exact repeats of an event that is published again', async () => {
      const recorder = new Recorder('repeats');
      await subscribed(recorder);
      const event = amountNoted(1);
      await publish(event);
      await publish(event);
      await until(() => recorder.copies.length >= 2);
      const [first, ...others] = recorder.copies;
      for (const other of others) expect({ ...other }).toEqual({ ...first });
    });

    it('takes what several queues publish at the same time', async () => {
      const recorder = new Recorder('together');
      await subscribed(recorder);
      const batches = Array.from({ length: workers }, (_, worker) =>
        Array.from({ length: eventsOfOneWorker }, (_one, index) =>
          amountNoted(worker * eventsOfOneWorker + index, { key: `worker-${worker}` }),
        ),
      );
      await Promise.all(batches.map((events) => publish(...events)));
      await until(() => recorder.taken.length === workers * eventsOfOneWorker);
      expect([...recorder.amounts].sort((left, right) => Number(left) - Number(right))).toEqual(
        batches.flat().map(({ body }) => body['amount']),
      );
    });

    it('tells no consumer of a dead letter as if it were the event', async () => {
      const recorder = new Recorder('the-living');
      await subscribed(recorder);
      const dead = { ...amountNoted(13), deadLetter: { consumer: 'x', cause: 'thirteen', failedAt: new Date(0) } };
      await publish(dead);
      await publish(amountNoted(1));
      await until(() => recorder.taken.length > 0);
      expect(recorder.amounts).toEqual([1]);
    });

    it('leaves no lag behind once everything is taken', async () => {
      const recorder = new Recorder('lagging');
      await subscribed(recorder);
      await publish(amountNoted(1), amountNoted(2, { key: 'two' }));
      await until(() => recorder.taken.length === 2);
      await until(() => hasTakenAll(transport, recorder));
    });

    it('takes one consumer of a name, which stands for what was taken', async () => {
      await subscribed(new Recorder('twice'));
      expect(() => transport.subscribe(new Recorder('twice'))).toThrow('two consumers are named twice');
    });
  });
};
