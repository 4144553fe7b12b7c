import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IdempotentRequest } from '@whence/platform/http';
import { MasterKey } from '@whence/platform/crypto';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import pg from 'pg';

import { PostgresIdempotencyKeys } from './postgres-idempotency-keys.js';
import { createWorkspace } from './workspaces.js';

let test: TestDatabase;
let keys: PostgresIdempotencyKeys;
let workspaceId: string;

beforeAll(async () => {
  test = await createTestDatabase();
  keys = new PostgresIdempotencyKeys(test.database, new MasterKey('a master key that is long enough for tests'));
  ({ workspaceId } = await createWorkspace(test.database, { name: 'Acme' }));
});

afterAll(async () => {
  await test.drop();
});

const attempt = (key: string, changes: Partial<IdempotentRequest> = {}): IdempotentRequest => ({
  workspaceId,
  route: 'POST /v1/notes',
  key,
  requestDigest: 'a'.repeat(64),
  attemptId: `attempt of ${key}`,
  ...changes,
});

/** Lets every claim run out, as time would. */
const letClaimsRunOut = async (): Promise<void> => {
  const owner = new pg.Client({ connectionString: test.ownerUrl });
  await owner.connect();
  await owner.query(`UPDATE access.idempotency_key SET claimed_until = now() - interval '1 second'`);
  await owner.end();
};

describe('an Idempotency-Key', () => {
  it('is claimed by one of many', async () => {
    const claims = await Promise.all(
      Array.from({ length: 12 }, (_, index) => keys.claim(attempt('one', { attemptId: `attempt ${index}` }))),
    );
    expect(claims.map(({ kind }) => kind).sort()).toEqual(['claimed', ...Array<string>(11).fill('in-progress')]);
  });

  it('answers with the first answer for good', async () => {
    await keys.claim(attempt('answered'));
    await keys.complete(attempt('answered'), '{"id":1}');
    await keys.complete(attempt('answered'), '{"id":2}');
    await keys.release(attempt('answered'));
    await letClaimsRunOut();
    expect(await keys.claim(attempt('answered'))).toEqual({ kind: 'answered', answer: '{"id":1}' });
    expect(await keys.claim(attempt('answered', { requestDigest: 'b'.repeat(64) }))).toEqual({
      kind: 'used-for-another-request',
    });
  });

  it('keeps its answer sealed: an answer may name a person by a phone number', async () => {
    await keys.claim(attempt('sealed'));
    await keys.complete(attempt('sealed'), '{"participantId":"15550002222"}');
    const owner = new pg.Client({ connectionString: test.ownerUrl });
    await owner.connect();
    const kept = await owner.query<{ answer: Buffer }>(
      `SELECT answer FROM access.idempotency_key WHERE key = 'sealed'`,
    );
    await owner.end();
    expect(kept.rows[0]?.answer.toString('latin1')).not.toContain('15550002222');
    expect(await keys.claim(attempt('sealed'))).toMatchObject({ answer: '{"participantId":"15550002222"}' });
  });

  it('is free again after it was released', async () => {
    await keys.claim(attempt('released'));
    await keys.release(attempt('released'));
    expect(await keys.claim(attempt('released', { requestDigest: 'b'.repeat(64) }))).toEqual({ kind: 'claimed' });
  });

  it('passes on from an attempt that died, which then changes nothing any more', async () => {
    await keys.claim(attempt('orphan'));
    await letClaimsRunOut();
    const heir = attempt('orphan', { attemptId: 'the heir' });
    expect(await keys.claim(heir)).toEqual({ kind: 'claimed' });
    await keys.release(attempt('orphan'));
    await keys.complete(attempt('orphan'), '{"late":true}');
    expect(await keys.claim(attempt('orphan'))).toEqual({ kind: 'in-progress' });
    await keys.complete(heir, '{"id":1}');
    expect(await keys.claim(attempt('orphan'))).toEqual({ kind: 'answered', answer: '{"id":1}' });
  });

  it('does not pass on to another request', async () => {
    await keys.claim(attempt('kept'));
    await letClaimsRunOut();
    expect(await keys.claim(attempt('kept', { requestDigest: 'b'.repeat(64) }))).toEqual({
      kind: 'used-for-another-request',
    });
  });

  it('is its route’s and its workspace’s own', async () => {
    const other = await createWorkspace(test.database, { name: 'Other' });
    await keys.claim(attempt('own'));
    expect(await keys.claim(attempt('own', { route: 'POST /v1/others' }))).toEqual({ kind: 'claimed' });
    expect(await keys.claim(attempt('own', { workspaceId: other.workspaceId }))).toEqual({ kind: 'claimed' });
  });
});
