import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';
import fc from 'fast-check';

import { workerScope } from './scope.js';
import { textArray } from './text-array.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

const readBack = async (values: readonly (string | null)[]): Promise<readonly (string | null)[]> => {
  const [row] = await database.database.inTransaction(workerScope(), (tx) =>
    tx.query<{ values: readonly (string | null)[] }>('SELECT $1::text[] AS values', [textArray(values)]),
  );
  return row?.values ?? [];
};

/** What a text of PostgreSQL can hold. */
const aText = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !text.includes('\0'));
const awkward = fc.constantFrom(
  '',
  'NULL',
  'null',
  '{',
  '}',
  ',',
  '"',
  '\\',
  ' ',
  '\n',
  'clk_01',
  "'",
  '\\"',
  '{NULL}',
);

describe('an array of texts', () => {
  it('is read by PostgreSQL as it was written', async () => {
    const values = fc.array(fc.oneof(aText, awkward, fc.constant(null)), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(values, async (written) => expect(await readBack(written)).toEqual(written)),
      { numRuns: 300 },
    );
  });

  it('says nothing of what is missing, and numbers as they are', () => {
    expect(textArray([1, undefined, null, 'ab'])).toBe('{1,NULL,NULL,ab}');
    expect(textArray([])).toBe('{}');
  });
});
