import { createWorkspace } from '@whence/access';
import type { ReceivedDeliveries } from '@whence/attribution-application';
import { recordSignalsOn } from '@whence/attribution-persistence';
import { CatalogFacts } from '@whence/catalog';
import { metaGraphAdapter } from '@whence/channel-meta-graph';
import { createWorker, Inbox, sealDelivery, type ChannelAdapter } from '@whence/intake';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MasterKey } from '@whence/platform/crypto';
import { Backlog, Metrics, SystemClock } from '@whence/platform/process';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import { exitCodeOf } from './exit-code.js';
import { readOptions, replay, UsageProblem } from './index.js';

const keys = new MasterKey('replay-tests-replay-tests-replay-tests');
const clock = new SystemClock();
const backlog = new Backlog();

let test: TestDatabase;
let owner: pg.Client;
let workspaceId: string;

beforeAll(async () => {
  test = await createTestDatabase();
  owner = new pg.Client({ connectionString: test.ownerUrl });
  await owner.connect();
  ({ workspaceId } = await createWorkspace(test.database, { name: 'Acme' }));
});

afterAll(async () => {
  await owner.end();
  await test.drop();
});

const type = async (...args: readonly string[]): Promise<readonly string[]> => {
  const said: string[] = [];
  await replay(readOptions(args, { DATABASE_URL: test.appUrl }), clock, (line) => said.push(line));
  return said;
};

const messageFrom = (person: string, referral: object = {}) => ({
  sender: { id: person },
  recipient: { id: '17841400000000501' },
  timestamp: 1_790_000_000_000,
  message: { mid: `mid_${person}`, text: 'Hi!', ...referral },
});

const withRef = { referral: { ref: 'ANNA10', source: 'IGME-SOURCE-LINK', type: 'OPEN_THREAD' } };

const deliver = async (): Promise<void> => {
  const messaging = [messageFrom('8800000000000001'), messageFrom('8800000000000002', withRef)];
  const body = { object: 'instagram', entry: [{ id: '17841400000000501', time: 1_790_000_000_001, messaging }] };
  const connection = { id: 'con_01KAQ3ZV5N8T2M4R6P7S9W1X3Y', workspaceId };
  const given = { connection, body: Buffer.from(JSON.stringify(body)), headers: {}, receivedAt: clock.now() };
  await new Inbox(test.database, 'meta-graph').store([sealDelivery(keys, given)]);
};

/** From the days when nobody had read a ref in a message. */
const olderAdapter: ChannelAdapter = {
  ...metaGraphAdapter,
  translate: (payload) => {
    const { signals, ...rest } = metaGraphAdapter.translate(payload);
    const [hi, poison] = signals;
    if (hi === undefined || poison === undefined) return { signals, ...rest };
    const unreadable = [{ path: 'entry[0].messaging[1]', reason: 'unexpected-referral' }];
    return { ...rest, signals: [hi], unreadable };
  },
};

const workOff = async (adapter: ChannelAdapter): Promise<void> => {
  const recordSignals = recordSignalsOn({
    ...{ database: test.database, keys, clock },
    catalogueOn: (tx) => new CatalogFacts(tx),
  });
  const { worker } = createWorker({
    ...{ adapter, database: test.database, keys, clock, backlog, metrics: new Metrics() },
    recorder: (batch) => recordSignals.run(batch as ReceivedDeliveries),
    accounts: () => Promise.resolve(new Map([['metaId:17841400000000501', 'cha_01KAQ3ZV5N8T2M4R6P7S9W1X4A']])),
    report: () => undefined,
  });
  worker.start();
  while ((await backlog.of(workspaceId)).inbox > 0) await new Promise((resolve) => setTimeout(resolve, 25));
  await worker.stop();
};

/** Everything that could have been counted twice. */
const counts = async (): Promise<unknown> => {
  const { rows } = await owner.query(
    `SELECT (SELECT count(*)::int FROM attribution.conversation WHERE opened_at IS NOT NULL) AS conversations,
       (SELECT count(*)::int FROM attribution.signal_copy) AS copies, (SELECT count(*)::int FROM attribution.touchpoint) AS touches,
       (SELECT count(*)::int FROM attribution.decision) AS decisions, (SELECT count(*)::int FROM attribution.conversion) AS openings,
       (SELECT count(*)::int FROM attribution.outbox) AS events`,
  );
  return rows[0];
};

describe('npm run replay', () => {
  it('has poison understood by a newer translator, and its neighbour counted once', async () => {
    await deliver();
    await workOff(olderAdapter);
    const one = { conversations: 1, copies: 1, touches: 0, decisions: 1, openings: 1, events: 4 };
    expect(await counts()).toEqual(one);

    const [item, total] = await type('--quarantine', '--dry-run');
    expect(item).toMatch(/^\d+ {2}wsp_\w+ {2}meta-graph {2}unexpected-referral {2}entry\[0\]\.messaging\[1\]$/);
    expect(total).toBe('unexpected-referral: 1 item of 1 delivery would be sent back to be worked');
    const id = item?.split('  ')[0] ?? '';
    expect(await type('--quarantine', '--workspace', workspaceId, '--ids', id)).toEqual([
      'unexpected-referral: 1 item of 1 delivery sent back to be worked',
    ]);
    await workOff(metaGraphAdapter);
    const both = { conversations: 2, copies: 2, touches: 1, decisions: 2, openings: 2, events: 8 };
    expect(await counts()).toEqual(both);
    expect(await type('--quarantine')).toEqual(['nothing of that is kept aside']);

    const month = ['--from', new Date(clock.now() - 86_400_000).toISOString(), '--to', '2999-01-01'];
    const all = 'meta-graph: 1 delivery sent back to be worked';
    expect(await type('--deliveries', ...month, '--workspace', 'all')).toEqual([all]);
    await workOff(metaGraphAdapter);
    expect(await counts()).toEqual(both);
    expect(await type('--deliveries', ...month, '--provider', 'zernio')).toEqual(['no delivery of that time is done']);
  });

  it.each([
    [[], 'say either --quarantine or --deliveries'],
    [['--quarantine', '--deliveries'], 'say either --quarantine or --deliveries'],
    [['--everything'], "Unknown option '--everything'"],
    [['--quarantine', '--from', '2026-11-02'], '--from goes with --deliveries'],
    [['--quarantine', '--ids', '1,x'], '--ids takes numbers with commas between them, and no "x"'],
    [['--quarantine', '--provider', 'meta'], 'meta is no provider: take one of zernio, meta-graph, whatsapp-cloud'],
    [['--deliveries', '--from', '2026-11-02'], '--deliveries needs --from and --to'],
    [['--deliveries', '--from', '2026-11-02', '--to', '2026-11-02'], '--from must be earlier than --to'],
    [['--deliveries', '--from', '2026-02-30', '--to', '2026-11-02'], 'and no "2026-02-30"'],
    [['--deliveries', '--from', '2026-11-02T10:00:00', '--to', '2026-11-03'], '--from takes a time of UTC'],
    [
      ['--deliveries', '--from', '2026-11-02', '--to', '2026-11-03', '--reason', 'x'],
      '--reason goes with --quarantine',
    ],
  ])('refuses %j, says why, and ends with 2', (args, why) => {
    const read = () => readOptions(args, { DATABASE_URL: 'postgres://given' });
    expect(read).toThrow(UsageProblem);
    expect(read).toThrow(why);
    expect(exitCodeOf(new UsageProblem(why))).toBe(2);
    expect(exitCodeOf(new Error('the database is away'))).toBe(1);
  });

  it('refuses a workspace that is not there, and to guess a database', async () => {
    await expect(type('--quarantine', '--workspace', 'wsp_nobody')).rejects.toThrow('there is no workspace wsp_nobody');
    expect(() => readOptions(['--quarantine'], { WHENCE_HOME: '/nowhere' })).toThrow('there is no database');
  });
});
