import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RecordClicks, type LastHeard, type RecordedClick } from '@whence/attribution-application';
import type { ClickId } from '@whence/attribution-domain';
import {
  aLink,
  ApplicationWorld,
  aSignal,
  aThreadOpening,
  FixedClock,
  InMemoryUnitOfWork,
  instagramAccount,
  onWhatsAppBy,
  referralTo,
  theWorkspace,
  time,
  whatsAppAccount,
} from '@whence/attribution-testing';
import { makeClickPart, makeTextCode, writeClickToken, writeCodeWithClick } from '@whence/codes';
import { MasterKey, newId } from '@whence/platform/crypto';
import { RowSource } from '@whence/platform/postgres';
import type { MessageReceived } from '@whence/signals';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import {
  attributionRows,
  MasterKeyFingerprints,
  PostgresClickLog,
  PostgresUnitOfWork,
  SignalHealthQueries,
  type WhatToObserve,
} from '../index.js';

const keys = new MasterKey('a master key that is long enough for tests');
const fingerprints = new MasterKeyFingerprints(keys);
const clock = new FixedClock(time('12:00'));
const anna = { ...aLink('0000000000000000000000ANNA').build(), textCode: makeTextCode(4_711) };
const ben = { ...aLink('00000000000000000000000BEN').build(), textCode: makeTextCode(815) };
const another = newId('lnk');
const damaged = anna.textCode.replace(/.$/, (last) => (last === 'A' ? 'C' : 'A'));

let database: TestDatabase;
let rows: RowSource;
let world: ApplicationWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  rows = new RowSource({ name: 'attribution', url: database.appUrl, rows: attributionRows });
  const memory = new InMemoryUnitOfWork();
  memory.state.links.push(anna, ben);
  memory.state.accounts.push(
    { id: instagramAccount, channel: 'instagram', handle: 'brand' },
    { id: whatsAppAccount, channel: 'whatsapp', handle: '+1 555 0001111' },
  );
  const catalogue = await memory.run(theWorkspace, (stores) => Promise.resolve(stores.catalogue));
  const ground = { database: database.database, keys, fingerprints, clock, catalogueOn: () => catalogue };
  world = new ApplicationWorld(new PostgresUnitOfWork({ ...ground, role: 'worker' }), fingerprints);
});

afterAll(async () => {
  await rows.close();
  await database.drop();
});

beforeEach(async () => {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query('TRUNCATE attribution.contact, attribution.conversion, attribution.click CASCADE');
  await owner.end();
});

const onInstagram: WhatToObserve = {
  channelAccountId: instagramAccount,
  channel: 'instagram',
  links: [anna, ben],
  period: { from: time('08:00'), to: time('12:00') },
  judgedUntil: time('11:30'),
};
const onWhatsApp: WhatToObserve = { ...onInstagram, channelAccountId: whatsAppAccount, channel: 'whatsapp' };

const observe = (account: WhatToObserve = onInstagram) => new SignalHealthQueries(rows).observe(theWorkspace, account);

let people = 0;

/** A message of somebody who never wrote before. */
const fromSomebody = (ofDay: string, changes: Partial<MessageReceived> = {}): MessageReceived => {
  people += 1;
  return aSignal({ at: time(ofDay), by: `88000000000${people}`, platformMessageId: `mid.${people}`, ...changes });
};

const onWhatsAppFromSomebody = (ofDay: string, changes: Partial<MessageReceived> = {}): MessageReceived => {
  people += 1;
  const message = { at: time(ofDay), platformMessageId: `wamid.${people}`, ...changes };
  return onWhatsAppBy([{ kind: 'waId', value: `1555000${people}` }], message);
};

const clicks = async (...made: readonly (Partial<RecordedClick> & { readonly ofDay: string })[]): Promise<void> =>
  new RecordClicks(new PostgresClickLog(database.database, clock)).run(
    made.map(({ ofDay, ...changes }) => ({
      workspaceId: theWorkspace,
      id: newId('clk'),
      linkId: anna.id,
      channel: 'instagram',
      clickedAt: time(ofDay),
      visitor: 'person',
      clientClass: 'browser',
      visitorId: 'vis0000000000000000001',
      ...changes,
    })),
  );

const tokenOf = (clickId: ClickId, ofDay: string): string =>
  writeClickToken({ linkId: anna.id, clickId, clickedAt: time(ofDay) }, (payload) => keys.mac('click-token', payload));

describe('of an account that nobody wrote to and whose links nobody tapped', () => {
  it('nothing was seen', async () => {
    const { heard, conversations, clicks: clicked } = await observe();
    expect(heard).toEqual([]);
    expect(new Set([...Object.values(conversations), ...Object.values(clicked)])).toEqual(new Set([0]));
  });
});

describe('when an account was last heard of', () => {
  it('is told of each connection, in the period or before it', async () => {
    await world.deliver(
      { through: 'meta-graph', receivedAt: time('10:00', 40), signals: [fromSomebody('10:00')] },
      { through: 'meta-graph', receivedAt: time('09:00', 40), signals: [fromSomebody('09:00')] },
      { through: 'zernio', receivedAt: time('11:00'), signals: [fromSomebody('11:00')] },
      { through: 'whatsapp-cloud', receivedAt: time('11:30'), signals: [onWhatsAppFromSomebody('11:30')] },
    );
    const heard: readonly LastHeard[] = [
      { connectionId: 'con_meta-graph', provider: 'meta-graph', lastEventAt: time('10:00', 40) },
      { connectionId: 'con_zernio', provider: 'zernio', lastEventAt: time('11:00') },
    ];
    expect((await observe()).heard).toEqual(heard);
  });
});

describe('conversations that opened', () => {
  const opened = async (account?: WhatToObserve) => (await observe(account)).conversations;

  it('count by what they were opened with', async () => {
    const ad = { adId: '120299000000000321', isProduct: false, delivered: { ad_id: '120299000000000321', ref: 'x' } };
    await world.deliver({
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
    await world.deliver({ signals: [fromSomebody('07:59:59.999'), fromSomebody('08:00'), fromSomebody('12:00')] });
    expect(await opened()).toMatchObject({ opened: 1 });
  });

  it('do not count while somebody came and did not write', async () => {
    await world.deliver({ signals: [aThreadOpening(time('10:00'), anna.refCode)] });
    expect(await opened()).toMatchObject({ opened: 0, withRef: 0 });
  });

  it('had the ref that came before the first message, and the code a little after it, but none of later', async () => {
    const by = '8800000000009999';
    const late = '8800000000009998';
    await world.deliver({
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
    await world.deliver({ signals: [message, message] }, { through: 'zernio', signals: [message] });
    expect(await opened()).toMatchObject({ opened: 1, withRef: 1, withTextCode: 1 });
  });
});

describe('clicks', () => {
  const clicked = async (account?: WhatToObserve) => (await observe(account)).clicks;

  it('count where people made them, on links that lead to the account', async () => {
    await clicks(
      { ofDay: '10:00' },
      { ofDay: '10:01', linkId: ben.id },
      { ofDay: '10:02', linkId: another },
      { ofDay: '10:03', visitor: 'robot', robotReason: 'facebookexternalhit' },
      { ofDay: '10:04', visitor: 'robot', robotReason: 'link-test' },
    );
    expect(await clicked()).toEqual({ judged: 2, ledToConversation: 0, tooYoung: 0, sinceLastEvent: 2 });
  });

  it('count in the period, and are not judged while who made them may still write', async () => {
    await clicks({ ofDay: '07:59:59.999' }, { ofDay: '08:00' }, { ofDay: '11:29:59.999' });
    await clicks({ ofDay: '11:30' }, { ofDay: '11:59' }, { ofDay: '12:00' });
    expect(await clicked()).toMatchObject({ judged: 2, tooYoung: 2 });
  });

  it('led to a conversation where their token came into one', async () => {
    const [came, stayedAway] = [newId('clk'), newId('clk')];
    await clicks({ ofDay: '10:00', id: came }, { ofDay: '10:01', id: stayedAway });
    await world.deliver({ signals: [fromSomebody('10:02', { referral: referralTo(tokenOf(came, '10:00')) })] });
    expect(await clicked()).toMatchObject({ judged: 2, ledToConversation: 1 });
  });

  it('led to a conversation where their part came with the code of their link', async () => {
    const clickPart = makeClickPart(42);
    await clicks(
      { ofDay: '10:00', channel: 'whatsapp', clickPart },
      { ofDay: '10:00', channel: 'whatsapp', clickPart, linkId: ben.id },
      { ofDay: '10:00', channel: 'whatsapp' },
    );
    const text = `hi ${writeCodeWithClick(anna.textCode, clickPart)}`;
    await world.deliver({ through: 'whatsapp-cloud', signals: [onWhatsAppFromSomebody('10:01', { text })] });
    expect(await clicked(onWhatsApp)).toMatchObject({ judged: 3, ledToConversation: 1 });
  });

  it('are told apart by whether anything was heard of the account since', async () => {
    await clicks({ ofDay: '09:00' }, { ofDay: '10:30' }, { ofDay: '11:00' }, { ofDay: '11:45' });
    await world.deliver({ receivedAt: time('10:00'), signals: [fromSomebody('10:00')] });
    expect(await clicked()).toMatchObject({ judged: 3, sinceLastEvent: 2 });
  });
});
