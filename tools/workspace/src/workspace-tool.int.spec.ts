import { mkdtempSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ApiKeyAuthenticator } from '@whence/access';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@whence/test-database';

import { databaseUrlOf, parseCommand, runCommand, type CommandResult } from './index.js';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});

afterAll(async () => {
  await test.drop();
});

const type = (...args: readonly string[]): Promise<CommandResult> => runCommand(test.database, parseCommand(args));

const ownerOf = async ({ text }: CommandResult): Promise<string | undefined> => {
  const key = /owner key {2}(\S+)/.exec(text)?.[1] ?? '';
  return (await new ApiKeyAuthenticator(test.database, { now: () => 0 }).authenticate(key))?.workspaceId;
};

describe('the workspace tool', () => {
  it('makes a workspace, and prints its id and a key that works', async () => {
    const result = await type('create', 'Acme', 'Inc.');
    expect(result.isDone).toBe(true);
    expect(result.text).toContain(await ownerOf(result));
  });

  it('gives a workspace one more key', async () => {
    const workspaceId = await ownerOf(await type('create', 'Acme'));
    expect(await ownerOf(await type('add-key', workspaceId ?? ''))).toBe(workspaceId);
    expect(await type('add-key', 'wsp_nobody')).toEqual({ isDone: false, text: 'there is no workspace wsp_nobody' });
  });

  it.each([[], ['create'], ['create', ' '], ['delete', 'Acme'], ['create', 'a'.repeat(201)]])(
    'explains itself for %j',
    async (...args) => {
      expect((await type(...args)).text).toContain('usage:');
    },
  );

  it('works on the given database, else on the one that a start has kept', () => {
    const home = mkdtempSync(join(tmpdir(), 'whence-home-'));
    expect(databaseUrlOf({ DATABASE_URL: 'postgres://given', WHENCE_HOME: home })).toBe('postgres://given');
    expect(databaseUrlOf({ WHENCE_HOME: home })).toBeUndefined();
    mkdirSync(join(home, 'postgres'));
    writeFileSync(join(home, 'postgres', 'server.json'), '{"port":20001}');
    writeFileSync(join(home, 'postgres', 'credentials.json'), '{"ownerPassword":"o","applicationPassword":"a"}');
    expect(databaseUrlOf({ WHENCE_HOME: home, DATABASE_URL: '' })).toBe(
      'postgres://whence_app:a@127.0.0.1:20001/whence',
    );
  });
});
