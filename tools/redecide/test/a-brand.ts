import { AttributionModule } from '@whence/app-attribution/module';
import { createWorkspace } from '@whence/access';
import { RecordSignals } from '@whence/attribution-application';
import type { ChannelAccountId, Instant, WorkspaceId } from '@whence/attribution-domain';
import { MasterKeyFingerprints, PostgresUnitOfWork } from '@whence/attribution-persistence';
import { aSignal, aThreadOpening, FixedClock, referralTo } from '@whence/attribution-testing';
import { CatalogFacts } from '@whence/catalog';
import { loadConfig, PlatformConfig } from '@whence/platform/config';
import { MasterKey } from '@whence/platform/crypto';
import { createApplication } from '@whence/platform/http';
import type { ConversationSignal } from '@whence/signals';
import type { TestDatabase } from '@whence/test-database';

export const masterKey = 'a master key that is long enough for tests';
const hour = 3_600_000;
const day = 24 * hour;

/** A brand with two partners, as its people and its shop see it. */
export interface Brand {
  readonly workspaceId: WorkspaceId;
  readonly now: Instant;
  readonly anna: Earning;
  readonly ben: Earning;
  /** Wrote by Anna's ref, came back by Ben's, and bought. */
  readonly buys: (person: string) => Promise<void>;
  /** Opened Anna's link nine days ago, and wrote today. */
  readonly writesLate: (person: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface Earning {
  readonly partnerId: string;
  readonly programId: string;
  readonly linkId: string;
}

type Made = { readonly id: string } & Readonly<Record<string, unknown>>;
type Make = (path: string, body: object) => Promise<Made>;

export const aBrand = async (test: TestDatabase): Promise<Brand> => {
  const { workspaceId: id, key } = await createWorkspace(test.database, { name: 'Acme' });
  const workspaceId = id as WorkspaceId;
  const { make, stop } = await served(test, key);
  const now = Date.now();
  const account = await make('channel-accounts', { channel: 'instagram', handle: 'brand', externalIds: {} });
  const deliver = deliverTo(test, { workspaceId, channelAccountId: account.id as ChannelAccountId, now });
  return {
    ...{ workspaceId, now, stop },
    anna: await earning(make, account.id, 'ANNA10'),
    ben: await earning(make, account.id, 'BEN10'),
    buys: async (person) => {
      await deliver(now - 3 * hour, [
        aSignal({ at: now - 3 * hour, by: person, platformMessageId: `mid.${person}`, referral: referralTo('ANNA10') }),
        aThreadOpening(now - 2 * hour, 'BEN10', person),
      ]);
      const contact = { channelIdentity: { channelAccountId: account.id, participantId: person } };
      const amount = { amountMinor: '1999', currency: 'BRL' };
      const occurredAt = new Date(now - hour).toISOString();
      await make('conversions', { type: 'sale', externalId: `order-${person}`, contact, amount, occurredAt });
    },
    writesLate: async (person) => {
      await deliver(now - 9 * day, [aThreadOpening(now - 9 * day, 'ANNA10', person)]);
      await deliver(now - hour, [aSignal({ at: now - hour, by: person, platformMessageId: `mid.${person}` })]);
    },
  };
};

const served = async (
  test: TestDatabase,
  key: string,
): Promise<{ readonly make: Make; readonly stop: () => Promise<void> }> => {
  const config = loadConfig(PlatformConfig, { DATABASE_URL: test.appUrl, WHENCE_MASTER_KEY: masterKey });
  const app = await createApplication([AttributionModule], config, { logStream: { write: () => undefined } });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const make: Make = async (path, body) => {
    const answer = await app.inject({ method: 'POST', url: `/v1/${path}`, headers, payload: JSON.stringify(body) });
    if (answer.statusCode !== 201) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`);
    return answer.json<Made>();
  };
  return { make, stop: () => app.close() };
};

const earning = async (make: Make, channelAccountId: string, refCode: string): Promise<Earning> => {
  const program = await make('programs', { name: refCode, currency: 'BRL', rewards: [] });
  const partner = await make('partners', { name: refCode });
  const names = { partnerId: partner.id, programId: program.id };
  await make('enrollments', names);
  const activeFrom = '2026-01-01T00:00:00.000Z';
  const link = await make('links', { channelAccountId, refCode, activeFrom, ...names });
  return { ...names, linkId: link.id };
};

const deliverTo = (
  { database }: TestDatabase,
  to: { readonly workspaceId: WorkspaceId; readonly channelAccountId: ChannelAccountId; readonly now: Instant },
) => {
  const { workspaceId, channelAccountId, now } = to;
  const keys = new MasterKey(masterKey);
  const fingerprints = new MasterKeyFingerprints(keys);
  const clock = new FixedClock(now);
  const work = new PostgresUnitOfWork({
    ...{ database, role: 'worker' as const, keys, fingerprints, clock },
    catalogueOn: (tx) => new CatalogFacts(tx),
  });
  const recordSignals = new RecordSignals(work, clock, { fingerprints, languageOf: () => undefined });
  return (receivedAt: Instant, told: readonly ConversationSignal[]): Promise<unknown> => {
    const signals = told.map((signal) => ({ signal, channelAccountId }));
    const delivery = { connectionId: 'con_1', provider: 'meta-graph', receivedAt, signals } as const;
    return recordSignals.run({ workspaceId, deliveries: [delivery] });
  };
};
