import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FixedClock, instagramAccount, theWorkspace, time } from '@whence/attribution-testing';
import { MasterKey } from '@whence/platform/crypto';
import { apiScope, workerScope, type Scope, type Transaction } from '@whence/platform/postgres';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';

import { MasterKeyFingerprints } from './index.js';
import { countClicks } from './signal-health/count-clicks.js';
import { countOpened } from './signal-health/count-opened.js';
import { lastHeard } from './signal-health/last-heard.js';
import { PostgresContacts } from './stores/postgres-contacts.js';
import { PostgresConversions } from './stores/postgres-conversions.js';
import { PostgresSignalCopies } from './stores/postgres-signal-copies.js';

const keys = new MasterKey('a master key that is long enough for tests');
const fingerprints = new MasterKeyFingerprints(keys);

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => database.drop());

/**
 * How PostgreSQL would go about a look-up if it could choose an index: behind row-level security it may not, where an
 * operator could leak what it sees (`&&`, `@>`, `lower()`). Then every row of every workspace is read.
 */
const planOf = async (
  lookUp: (tx: Transaction) => Promise<unknown>,
  scope: Scope = workerScope(theWorkspace),
): Promise<string> =>
  database.database.inTransaction(scope, async (tx) => {
    await tx.query('SET LOCAL enable_seqscan = off');
    const plans: string[] = [];
    await lookUp({
      query: async <Row>(sql: string, params?: readonly unknown[]) => {
        const plan = await tx.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, params);
        plans.push(...plan.map((line) => line['QUERY PLAN']));
        return tx.query<Row>(sql, params);
      },
    });
    return plans.join('\n');
  });

describe('behind row-level security an index leads to', () => {
  it('the contacts whose evidence names what changed in the catalogue', async () => {
    const page = { asOf: time('12:00'), limit: 10 };
    const plan = await planOf((tx) =>
      new PostgresSignalCopies(tx, theWorkspace, fingerprints).contactsNaming({ refCodes: ['ANNA10'] }, page),
    );
    expect(plan).toMatch(/Index Cond:.*name = ANY/);
  });

  it('the contacts whose messages or conversions name a coupon', async () => {
    const page = { asOf: time('12:00'), limit: 10 };
    const plan = await planOf((tx) =>
      new PostgresSignalCopies(tx, theWorkspace, fingerprints).contactsNaming({ couponCodes: ['ANNA10'] }, page),
    );
    expect(plan).toMatch(/Index Cond:.*\Wname = ANY/);
    expect(plan).toMatch(/Index Cond:.*coupon_fingerprint = ANY/);
  });

  it('the parked conversions that name a contact', async () => {
    const tools = { keys, clock: new FixedClock(time('12:00')) };
    const plan = await planOf((tx) => new PostgresConversions(tx, theWorkspace, tools).claimParked(['ctc_1']));
    expect(plan).toMatch(/Index Cond:.*named_external_user_id = ANY/);
    expect(plan).toMatch(/Index Cond:.*pseudonym = ANY/);
  });

  it('the contact of a channel identity', async () => {
    const plan = await planOf((tx) =>
      new PostgresContacts(tx, theWorkspace, keys).ofChannelIdentity(instagramAccount, '8800000000000021'),
    );
    expect(plan).toMatch(/Index Cond:.*pseudonym = ANY/);
  });

  describe('what is known of a channel account', () => {
    const period = { from: time('00:00'), to: time('12:00') };
    const account = { channelAccountId: instagramAccount, channel: 'instagram', links: [], period } as const;

    it('when each connection last told of it', async () => {
      const plan = await planOf((tx) => lastHeard(tx, theWorkspace, account), apiScope(theWorkspace));
      expect(plan.match(/signal_copy_last_heard/g)).toHaveLength(2);
      expect(plan).toMatch(/Index Cond:.*channel_account_id = .*connection_id < /);
      expect(plan).not.toMatch(/Sort Key:.*received_at/);
    });

    it('what its conversations were opened with', async () => {
      const plan = await planOf((tx) => countOpened(tx, theWorkspace, account), apiScope(theWorkspace));
      expect(plan).toMatch(/Index Cond:.*channel_account_id = .*opened_at >= /);
      expect(plan).toMatch(/signal_copy_with_references.*\n.*Index Cond:.*contact_id = /);
      expect(plan).toMatch(/decision_one_standing.*\n.*Index Cond:.*contact_id = /);
    });

    it('the clicks on its links, and who came by them', async () => {
      const judged = { ...account, judgedUntil: time('12:00'), lastEventAt: 0 };
      const plan = await planOf((tx) => countClicks(tx, theWorkspace, judged), apiScope(theWorkspace));
      expect(plan).toMatch(/Index Cond:.*channel = .*clicked_at >= /);
      expect(plan.match(/evidence_name_unique/g)?.length).toBeGreaterThan(1);
    });
  });
});
