import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { readOptions } from './options.js';

const env = { DATABASE_URL: 'postgres://given', WHENCE_MASTER_KEY: 'a master key that is long enough for tests' };
const folder = mkdtempSync(join(tmpdir(), 'whence-terms-'));
const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const lastTouch = file('last-touch.json', '{"settings": {"model": "last_touch"}}');
const readWith = (...args: readonly string[]) => readOptions(args, env);

describe('npm run redecide', () => {
  it('tries the terms of a file in one workspace or in all', () => {
    const terms = { settings: { model: 'last_touch' }, programs: new Map() };
    const place = { databaseUrl: env.DATABASE_URL, masterKey: env.WHENCE_MASTER_KEY };
    expect(readWith('--workspace', 'wsp_1', '--terms', lastTouch, '--dry-run')).toEqual({
      ...{ ...place, terms, workspaceId: 'wsp_1' },
    });
    for (const all of [[], ['--workspace', 'all']]) {
      const options = readWith(...all, '--terms', lastTouch, '--dry-run');
      expect(options).toEqual({ ...place, terms, workspaceId: undefined });
    }
  });

  it('refuses to apply them', () => {
    expect(() => readWith('--workspace', 'all', '--terms', lastTouch)).toThrow('another model never rewrites history');
  });

  it.each([
    ['--terms is missing', ['--workspace', 'all', '--dry-run']],
    ["Unknown option '--apply'", ['--workspace', 'all', '--terms', lastTouch, '--apply']],
  ])('says how it wants to be called where %s', (problem, args) => {
    expect(() => readWith(...args)).toThrow(problem);
    expect(() => readWith(...args)).toThrow('usage:');
  });

  it.each([
    ['is not there', join(folder, 'nowhere.json'), 'cannot be read as JSON: ENOENT'],
    ['is no JSON', file('broken.json', '{'), 'cannot be read as JSON'],
    ['has no terms', file('strange.json', '{"settings": {"window": 7}}'), 'settings.window: is not known'],
  ])('refuses a file that %s', (_what, path, problem) => {
    expect(() => readWith('--workspace', 'all', '--terms', path, '--dry-run')).toThrow(problem);
  });
});
