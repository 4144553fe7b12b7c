import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ClickId } from '@whence/attribution-domain';
import { referralTo, time } from '@whence/attribution-testing';
import { makeClickPart, writeCodeWithClick } from '@whence/codes';
import { newId } from '@whence/platform/crypto';

import type { WhatToObserve } from '../index.js';
import {
  anna,
  ben,
  fromSomebody,
  ObservedAccounts,
  onWhatsApp,
  onWhatsAppFromSomebody,
  tokenOf,
} from '../../test/observed-accounts.js';

const another = newId('lnk');

let seen: ObservedAccounts;

beforeAll(async () => {
  seen = await ObservedAccounts.make();
});

afterAll(() => seen.end());

beforeEach(() => seen.forgetAll());

describe('clicks', () => {
  const clicked = async (account?: WhatToObserve) => (await seen.observe(account)).clicks;

  it('count where people made them, on links that lead to the account', async () => {
    await seen.clicks(
      { ofDay: '10:00' },
      { ofDay: '10:01', linkId: ben.id },
      { ofDay: '10:02', linkId: another },
      { ofDay: '10:03', visitor: 'robot', robotReason: 'facebookexternalhit' },
      { ofDay: '10:04', visitor: 'robot', robotReason: 'link-test' },
    );
    expect(await clicked()).toEqual({
      judged: 2,
      ledToConversation: 0,
      tooYoung: 0,
      sinceLastEvent: 2,
      reused: 0,
      mostPeopleByOne: 0,
    });
  });

  it('count in the period, and are not judged while who made them may still write', async () => {
    await seen.clicks({ ofDay: '07:59:59.999' }, { ofDay: '08:00' }, { ofDay: '11:29:59.999' });
    await seen.clicks({ ofDay: '11:30' }, { ofDay: '11:59' }, { ofDay: '12:00' });
    expect(await clicked()).toMatchObject({ judged: 2, tooYoung: 2 });
  });

  it('led to a conversation where their token came into one', async () => {
    const [came, stayedAway] = [newId('clk'), newId('clk')];
    await seen.clicks({ ofDay: '10:00', id: came }, { ofDay: '10:01', id: stayedAway });
    await seen.world.deliver({ signals: [fromSomebody('10:02', { referral: referralTo(tokenOf(came, '10:00')) })] });
    expect(await clicked()).toMatchObject({ judged: 2, ledToConversation: 1 });
  });

  it('led to a conversation where their part came with the code of their link', async () => {
    const clickPart = makeClickPart(42);
    await seen.clicks(
      { ofDay: '10:00', channel: 'whatsapp', clickPart },
      { ofDay: '10:00', channel: 'whatsapp', clickPart, linkId: ben.id },
      { ofDay: '10:00', channel: 'whatsapp' },
    );
    const text = `hi ${writeCodeWithClick(anna.textCode, clickPart)}`;
    await seen.world.deliver({ through: 'whatsapp-cloud', signals: [onWhatsAppFromSomebody('10:01', { text })] });
    expect(await clicked(onWhatsApp)).toMatchObject({ judged: 3, ledToConversation: 1 });
  });

  it('are reused where ten people came with the token of one, also while it is not judged', async () => {
    const [handedOn, shared] = [newId('clk'), newId('clk')];
    await seen.clicks({ ofDay: '11:50', id: handedOn }, { ofDay: '10:00', id: shared });
    const come = (id: ClickId, ofDay: string, people: number) =>
      seen.world.deliver({
        signals: Array.from({ length: people }, () =>
          fromSomebody('11:55', { referral: referralTo(tokenOf(id, ofDay)) }),
        ),
      });
    await come(shared, '10:00', 9);
    await come(handedOn, '11:50', 9);
    expect(await clicked()).toMatchObject({ reused: 0, mostPeopleByOne: 9 });
    await come(handedOn, '11:50', 1);
    expect(await clicked()).toMatchObject({ reused: 1, mostPeopleByOne: 10 });
  });

  it('are told apart by whether anything was heard of the account since', async () => {
    await seen.clicks({ ofDay: '09:00' }, { ofDay: '10:30' }, { ofDay: '11:00' }, { ofDay: '11:45' });
    await seen.world.deliver({ receivedAt: time('10:00'), signals: [fromSomebody('10:00')] });
    expect(await clicked()).toMatchObject({ judged: 3, sinceLastEvent: 2 });
  });
});
