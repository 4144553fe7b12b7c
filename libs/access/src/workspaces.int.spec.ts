import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiScope, workerScope } from '@whence/platform/postgres';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';

import { ApiKeyAuthenticator } from './api-key-authenticator.js';
import { createWorkspace, ensureWorkspace, issueOwnerKey, OwnerKeyUnusableViolation } from './workspaces.js';

let test: TestDatabase;
let now = 1_700_000_000_000;
const clock = { now: () => now };

const authenticator = (): ApiKeyAuthenticator => new ApiKeyAuthenticator(test.database, clock);

const revoke = (key: string): Promise<unknown> =>
  test.database.inTransaction(workerScope(), (tx) =>
    tx.query(`UPDATE access.api_key SET revoked_at = now() WHERE key_sha256 = sha256($1::bytea)`, [Buffer.from(key)]),
  );

beforeAll(async () => {
  test = await createTestDatabase();
});

afterAll(async () => {
  await test.drop();
});

describe('a new workspace', () => {
  it('has an owner key of 256 bits that may do everything', async () => {
    const { workspaceId, key } = await createWorkspace(test.database, { name: 'Acme' });
    expect(workspaceId).toMatch(/^wsp_[0-9A-Z]{26}$/);
    expect(key).toMatch(/^whk_[A-Za-z0-9_-]{43}$/);
    const principal = await authenticator().authenticate(key);
    expect(principal).toMatchObject({ workspaceId, scopes: ['*'] });
    expect(principal?.keyId).toMatch(/^key_/);
  });

  it('is another one than the next with the same name', async () => {
    const one = await createWorkspace(test.database, { name: 'Same' });
    const other = await createWorkspace(test.database, { name: 'Same' });
    expect(other.workspaceId).not.toBe(one.workspaceId);
    expect((await authenticator().authenticate(other.key))?.workspaceId).toBe(other.workspaceId);
  });

  it('keeps no key in the database, only its digest', async () => {
    const { key } = await createWorkspace(test.database, { name: 'Acme' });
    const rows = await test.database.inTransaction(workerScope(), (tx) =>
      tx.query('SELECT k::text FROM access.api_key k'),
    );
    expect(JSON.stringify(rows)).not.toContain(key.slice(4));
  });

  it('can be given one more owner key', async () => {
    const { workspaceId } = await createWorkspace(test.database, { name: 'Acme' });
    const key = await issueOwnerKey(test.database, workspaceId);
    expect((await authenticator().authenticate(key ?? ''))?.workspaceId).toBe(workspaceId);
    expect(await issueOwnerKey(test.database, 'wsp_nobody')).toBeUndefined();
  });
});

describe('an API key', () => {
  it('that nobody has is nobody’s', async () => {
    expect(await authenticator().authenticate('whk_guessed')).toBeUndefined();
    expect(await authenticator().authenticate('')).toBeUndefined();
  });

  it('works as soon as it exists, also where it was tried before', async () => {
    const keys = authenticator();
    const ownerKey = 'a key that is tried too early, long enough';
    expect(await keys.authenticate(ownerKey)).toBeUndefined();
    const { workspaceId } = await ensureWorkspace(test.database, { name: 'early', ownerKey });
    expect((await keys.authenticate(ownerKey))?.workspaceId).toBe(workspaceId);
  });

  it('that is revoked is refused within seconds', async () => {
    const keys = authenticator();
    const { key } = await createWorkspace(test.database, { name: 'Acme' });
    expect(await keys.authenticate(key)).toBeDefined();
    await revoke(key);
    now += 3_000;
    expect(await keys.authenticate(key)).toBeUndefined();
    expect(await authenticator().authenticate(key)).toBeUndefined();
  });

  it('is out of reach for the API role', async () => {
    for (const table of ['access.api_key', 'access.workspace']) {
      const look = test.database.inTransaction(apiScope('wsp_1'), (tx) => tx.query(`SELECT FROM ${table}`));
      await expect(look).rejects.toThrow('permission denied');
    }
  });
});

describe('a workspace that is made at start', () => {
  it('is made once, however many processes start, and has one generated key', async () => {
    const starts = await Promise.all(Array.from({ length: 6 }, () => ensureWorkspace(test.database, { name: 'once' })));
    expect(new Set(starts.map(({ workspaceId }) => workspaceId)).size).toBe(1);
    const keys = starts.flatMap(({ generatedKey }) => generatedKey ?? []);
    expect(keys).toHaveLength(1);
    expect(starts.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect((await authenticator().authenticate(keys[0] ?? ''))?.workspaceId).toBe(starts[0]?.workspaceId);
  });

  it('has the given owner key from the first start on, and each that is given later', async () => {
    const [first, second] = ['the first owner key, long enough', 'the second owner key, long enough'] as const;
    const made = await Promise.all(
      Array.from({ length: 4 }, () => ensureWorkspace(test.database, { name: 'given', ownerKey: first })),
    );
    const again = await ensureWorkspace(test.database, { name: 'given', ownerKey: second });
    expect(new Set([...made, again].map(({ workspaceId }) => workspaceId)).size).toBe(1);
    expect([...made, again].map(({ generatedKey }) => generatedKey)).toEqual(Array(5).fill(undefined));
    for (const key of [first, second]) {
      expect(await authenticator().authenticate(key)).toMatchObject({ workspaceId: again.workspaceId, scopes: ['*'] });
    }
  });

  it('does not take over a key of another workspace, nor bring a revoked one back', async () => {
    const { key } = await createWorkspace(test.database, { name: 'Acme' });
    await expect(ensureWorkspace(test.database, { name: 'thief', ownerKey: key })).rejects.toThrow(
      OwnerKeyUnusableViolation,
    );
    const ownerKey = 'an owner key that is revoked, long enough';
    await ensureWorkspace(test.database, { name: 'strict', ownerKey });
    await revoke(ownerKey);
    await expect(ensureWorkspace(test.database, { name: 'strict', ownerKey })).rejects.toThrow(
      OwnerKeyUnusableViolation,
    );
    expect(await authenticator().authenticate(ownerKey)).toBeUndefined();
  });
});
