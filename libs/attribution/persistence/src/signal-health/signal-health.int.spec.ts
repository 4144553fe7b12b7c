import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LastHeard } from '@whence/attribution-application';
import { aSignal, aThreadOpening, referralTo, time } from '@whence/attribution-testing';

import type { WhatToObserve } from '../index.js';
import {
  anna,
  ben,
  fromSomebody,
  ObservedAccounts,
  onWhatsApp,
  onWhatsAppFromSomebody,
} from '../../test/observed-accounts.js';

const damaged = anna.textCode.replace(/.$/, (last) => (last === 'A' ? 'C' : 'A'));

let seen: ObservedAccounts;

beforeAll(async () => {
  seen = await ObservedAccounts.make();
});

afterAll(() => seen.end());

beforeEach(() => seen.forgetAll());

describe('of an account that nobody wrote to and whose links nobody tapped', () => {
  it('nothing was seen', async () => {
    const { heard, conversations, clicks: clicked } = await seen.observe();
    expect(heard).toEqual([]);
    expect(new Set([...Object.values(conversations), ...Object.values(clicked)])).toEqual(new Set([0]));
  });
});

describe('when an account was last heard of', () => {
  it('is told of each connection, in the period or before it', async () => {
    await seen.world.deliver(
      { through: 'meta-graph', receivedAt: time('10:00', 40), signals: [fromSomebody('10:00')] },
      { through: 'meta-graph', receivedAt: time('09:00', 40), signals: [fromSomebody('09:00')] },
      { through: 'zernio', receivedAt: time('11:00'), signals: [fromSomebody('11:00')] },
      { through: 'whatsapp-cloud', receivedAt: time('11:30'), signals: [onWhatsAppFromSomebody('11:30')] },
    );
    const heard: readonly LastHeard[] = [
      { connectionId: 'con_meta-graph', provider: 'meta-graph', lastEventAt: time('10:00', 40) },
      { connectionId: 'con_zernio', provider: 'zernio', lastEventAt: time('11:00') },
    ];
    expect((await seen.observe()).heard).toEqual(heard);
  });
});

describe('conversations that opened', () => {
  const opened = async (account?: WhatToObserve) => (await seen.observe(account)).conversations;

  it('count by what they were opened with', async () => {
    const ad = { adId: '120299000000000321', isProduct: false, delivered: { ad_id: '120299000000000321', ref: 'x' } };
    await seen.world.deliver({
      signals: [
        fromSomebody('10:00'),
        fromSomebody('10:01', { referral: referralTo(anna.refCode) }),
        fromSomebody('10:02', { referral: referralTo('nobody knows it') }),
        fromSomebody('10:03', { referral: { ...ad, ref: 'x' } }),
        fromSomebody('10:04', { text: `hi ${anna.textCode}` }),
        fromSomebody('10:05', { text: `hi ${damaged}` }),
        fromSomebody('10:06', { text: `${anna.textCode} ${ben.textCode}` }),
        fromSomebody('10:07', { isReadable: false }),
        fromSomebody('10:08', { text: anna.textCode, isForwarded: true }),
      ],
    });
    expect(await opened()).toEqual({
      opened: 9,
      withRef: 2,
      withAdReferral: 1,
      withTextCode: 2,
      withDamagedCode: 1,
      withAmbiguousCodes: 1,
      unreadable: 1,
    });
    expect(await opened(onWhatsApp)).toMatchObject({ opened: 0 });
  });

  it('count from the beginning of the period to before its end', async () => {
    await seen.world.deliver({ signals: [fromSomebody('07:59:59.999'), fromSomebody('08:00'), fromSomebody('12:00')] });
    expect(await opened()).toMatchObject({ opened: 1 });
  });

  it('do not count while somebody came and did not write', async () => {
    await seen.world.deliver({ signals: [aThreadOpening(time('10:00'), anna.refCode)] });
    expect(await opened()).toMatchObject({ opened: 0, withRef: 0 });
  });

  it('had the ref that came before the first message, and the code a little after it, but none of later', async () => {
    const by = '8800000000009999';
    const late = '8800000000009998';
    await seen.world.deliver({
      signals: [
        aThreadOpening(time('09:59'), anna.refCode, by),
        aSignal({ at: time('10:00'), by, platformMessageId: 'first' }),
        aSignal({ at: time('10:15'), by, platformMessageId: 'second', text: anna.textCode }),
        aSignal({ at: time('10:00'), by: late, platformMessageId: 'plain' }),
        aSignal({ at: time('10:15:01'), by: late, platformMessageId: 'late', text: anna.textCode }),
      ],
    });
    expect(await opened()).toMatchObject({ opened: 2, withRef: 1, withTextCode: 1 });
  });

  it('are counted once, however many providers tell of them and however often', async () => {
    const message = fromSomebody('10:00', { referral: referralTo(anna.refCode), text: anna.textCode });
    await seen.world.deliver({ signals: [message, message] }, { through: 'zernio', signals: [message] });
    expect(await opened()).toMatchObject({ opened: 1, withRef: 1, withTextCode: 1 });
  });
});
