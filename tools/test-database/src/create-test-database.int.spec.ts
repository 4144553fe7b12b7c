import { describe, expect, it } from '@jest/globals';
import { workerScope } from '@whence/platform/postgres';

import { createTestDatabase } from './create-test-database.js';
import { dropTestDatabase } from './drop-test-database.js';

describe('a test database', () => {
  it('is its file’s own, and reached as a login that owns nothing', async () => {
    const one = await createTestDatabase();
    const other = await createTestDatabase();
    expect(one.appUrl).not.toBe(other.appUrl);
    await expect(one.database.refuseUnsafeRole()).resolves.toBeUndefined();
    await expect(
      one.database.inTransaction(workerScope(), (tx) => tx.query('SELECT current_user AS "user"')),
    ).resolves.toEqual([{ user: 'whence_worker' }]);
    await one.drop();
    await other.drop();
  });

  it('can be dropped only when its name says that it is one', async () => {
    const query = (): never => {
      throw new Error('nothing may be sent');
    };
    await expect(dropTestDatabase({ query }, 'whence')).rejects.toThrow('is not a test database');
  });
});
