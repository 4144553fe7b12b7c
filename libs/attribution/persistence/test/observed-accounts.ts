import { RecordClicks, type RecordedClick } from '@whence/attribution-application';
import type { ClickId } from '@whence/attribution-domain';
import {
  aLink,
  ApplicationWorld,
  aSignal,
  FixedClock,
  InMemoryUnitOfWork,
  instagramAccount,
  onWhatsAppBy,
  theWorkspace,
  time,
  whatsAppAccount,
} from '@whence/attribution-testing';
import { makeTextCode, writeClickToken } from '@whence/codes';
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
} from '../src/index.js';

const keys = new MasterKey('a master key that is long enough for tests');
const fingerprints = new MasterKeyFingerprints(keys);
const clock = new FixedClock(time('12:00'));

export const anna = { ...aLink('0000000000000000000000ANNA').build(), textCode: makeTextCode(4_711) };
export const ben = { ...aLink('00000000000000000000000BEN').build(), textCode: makeTextCode(815) };

export const onInstagram: WhatToObserve = {
  channelAccountId: instagramAccount,
  channel: 'instagram',
  links: [anna, ben],
  period: { from: time('08:00'), to: time('12:00') },
  judgedUntil: time('11:30'),
};
export const onWhatsApp: WhatToObserve = { ...onInstagram, channelAccountId: whatsAppAccount, channel: 'whatsapp' };

/** Two accounts with links of Anna's and Ben's, on a database of their own. */
export class ObservedAccounts {
  private constructor(
    private readonly database: TestDatabase,
    private readonly rows: RowSource,
    readonly world: ApplicationWorld,
  ) {}

  static async make(): Promise<ObservedAccounts> {
    const database = await createTestDatabase();
    const rows = new RowSource({ name: 'attribution', url: database.appUrl, rows: attributionRows });
    const memory = new InMemoryUnitOfWork();
    memory.state.links.push(anna, ben);
    memory.state.accounts.push(
      { id: instagramAccount, channel: 'instagram', handle: 'brand' },
      { id: whatsAppAccount, channel: 'whatsapp', handle: '+1 555 0001111' },
    );
    const catalogue = await memory.run(theWorkspace, (stores) => Promise.resolve(stores.catalogue));
    const ground = { database: database.database, keys, fingerprints, clock, catalogueOn: () => catalogue };
    const work = new PostgresUnitOfWork({ ...ground, role: 'worker' });
    return new ObservedAccounts(database, rows, new ApplicationWorld(work, fingerprints));
  }

  observe(account: WhatToObserve = onInstagram) {
    return new SignalHealthQueries(this.rows).observe(theWorkspace, account);
  }

  async clicks(...made: readonly (Partial<RecordedClick> & { readonly ofDay: string })[]): Promise<void> {
    await new RecordClicks(new PostgresClickLog(this.database.database, clock)).run(
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
  }

  async forgetAll(): Promise<void> {
    const owner = new pg.Client({ connectionString: this.database.ownerUrl });
    await owner.connect();
    await owner.query('TRUNCATE attribution.contact, attribution.conversion, attribution.click CASCADE');
    await owner.end();
  }

  async end(): Promise<void> {
    await this.rows.close();
    await this.database.drop();
  }
}

let people = 0;

/** A message of somebody who never wrote before. */
export const fromSomebody = (ofDay: string, changes: Partial<MessageReceived> = {}): MessageReceived => {
  people += 1;
  return aSignal({ at: time(ofDay), by: `88000000000${people}`, platformMessageId: `mid.${people}`, ...changes });
};

export const onWhatsAppFromSomebody = (ofDay: string, changes: Partial<MessageReceived> = {}): MessageReceived => {
  people += 1;
  const message = { at: time(ofDay), platformMessageId: `wamid.${people}`, ...changes };
  return onWhatsAppBy([{ kind: 'waId', value: `1555000${people}` }], message);
};

/** The token of a click on Anna's link. */
export const tokenOf = (clickId: ClickId, ofDay: string): string =>
  writeClickToken({ linkId: anna.id, clickId, clickedAt: time(ofDay) }, (payload) => keys.mac('click-token', payload));
