import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Message, RecordMetadata } from 'kafkajs';

import { amountNoted } from '../../test/desk.js';
import { amountRecord, partitions, ScriptedProducer, stored, type Answer } from '../../test/scripted-producer.js';
import { KafkaEventPublisher } from './kafka-event-publisher.js';
import { partitionOf } from './partition-of.js';
import { IncompleteAnswer } from './record-producer.js';

const records = Array.from({ length: 30 }, (_, amount) => amountRecord(amount));

describe('records that are sent', () => {
  it('each say their partition, and are acknowledged by all of them', async () => {
    const sent: Message[] = [];
    const producer = new ScriptedProducer(async (batch) => {
      sent.push(...(batch.topicMessages?.[0]?.messages ?? []));
      expect(batch).toMatchObject({ acks: -1 });
      return stored(batch);
    });
    await producer.send(records);
    expect(sent.map(({ partition }) => partition)).toEqual(
      records.map(({ key }) => partitionOf(key ?? '', partitions)),
    );
  });

  it.each<[string, (answer: RecordMetadata[]) => RecordMetadata[]]>([
    ['leaves a partition out', ([_first, ...others]) => others],
    ['is empty', () => []],
    ['tells of an error', ([first, ...others]) => [{ ...first, errorCode: 6 } as RecordMetadata, ...others]],
    ['knows no offset', ([first, ...others]) => [{ ...first, baseOffset: '-1' } as RecordMetadata, ...others]],
    ['is about another topic', (all) => all.map((one) => ({ ...one, topicName: 'another' }))],
  ])('are not believed to be stored where the answer %s', async (_what, spoil) => {
    const producer = new ScriptedProducer(async (batch) => spoil(stored(batch)));
    await expect(producer.send(records)).rejects.toThrow(IncompleteAnswer);
  });

  it('are sent once: whoever calls decides what is repeated', async () => {
    let attempts = 0;
    const producer = new ScriptedProducer(async () => {
      attempts += 1;
      throw new Error('the broker is away');
    });
    await expect(producer.send(records)).rejects.toThrow('the broker is away');
    expect(attempts).toBe(1);
  });
});

describe('a producer that fails and fails', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('is thrown away after a while and made anew', async () => {
    const producer = new ScriptedProducer(() => Promise.reject(new Error('lost its way')));
    const fail = (): Promise<void> => expect(producer.send(records)).rejects.toThrow('lost its way');
    await fail();
    jest.advanceTimersByTime(9_000);
    await fail();
    expect(producer).toMatchObject({ made: 1, ended: 0 });
    jest.advanceTimersByTime(2_000);
    await fail();
    expect(producer).toMatchObject({ made: 1, ended: 1 });
    producer.answer = async (batch) => stored(batch);
    await producer.send(records);
    expect(producer).toMatchObject({ made: 2, ended: 1 });
  });
});

describe('events too large for the brokers', () => {
  const takes = (isTaken: (messages: readonly Message[]) => boolean, arrived: string[]): Answer => {
    return async (batch) => {
      const messages = batch.topicMessages?.[0]?.messages ?? [];
      if (!isTaken(messages)) {
        const said = Object.assign(new Error('too large'), { type: 'MESSAGE_TOO_LARGE' });
        throw new Error('kafkajs says', { cause: said });
      }
      arrived.push(...messages.map(({ value }) => (JSON.parse(String(value)) as { amount: string }).amount));
      return stored(batch);
    };
  };

  const publish = (answer: Answer, amounts: readonly number[]) => {
    const publisher = new KafkaEventPublisher({
      producer: new ScriptedProducer(answer),
      topicsAreThere: Promise.resolve(),
      toRecord: ({ body, key }) => amountRecord(Number(body['amount']), key),
    });
    return publisher.publish(amounts.map((amount) => amountNoted(amount, { key: 'one' })));
  };

  it('are told apart one by one, and the others arrive in order', async () => {
    const arrived: string[] = [];
    const none = (messages: readonly Message[]): boolean =>
      !messages.some(({ value }) => /"amount":13[,}]/.test(String(value)));
    const unpublishable = await publish(takes(none, arrived), [1, 13, 2, 3, 4, 5, 6]);
    expect(unpublishable.map(({ event }) => event.body['amount'])).toEqual([13]);
    expect(unpublishable[0]?.cause).toMatch(/no record of \d+ bytes on whence.amounts.v1/);
    expect(arrived).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('are not suspected where only the batch was', async () => {
    const arrived: string[] = [];
    const unpublishable = await publish(
      takes(({ length }) => length <= 2, arrived),
      [1, 2, 3, 4, 5, 6, 7],
    );
    expect(unpublishable).toEqual([]);
    expect(arrived).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});
