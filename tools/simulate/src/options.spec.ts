import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { readOptions } from './options.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'whence-simulate-'));
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

describe('without any argument', () => {
  it('the simulation finds what npm start left in another shell', () => {
    writeFileSync(join(home, 'owner-api-key'), 'whk_made-at-start\n');
    expect(readOptions([], { WHENCE_HOME: home })).toEqual({
      seed: 1,
      people: 200,
      url: 'http://localhost:3000',
      key: 'whk_made-at-start',
    });
  });

  it('it goes by the variables that npm start goes by', () => {
    const env = { PORT: '3977', WHENCE_BOOTSTRAP_API_KEY: 'whk_given' };
    expect(readOptions([], env)).toMatchObject({ url: 'http://localhost:3977', key: 'whk_given' });
  });

  it('it says where a key is missing', () => {
    expect(() => readOptions([], { WHENCE_HOME: home, WHENCE_BOOTSTRAP_API_KEY: '' })).toThrow(
      /no API key: give --key/,
    );
  });
});

describe('arguments', () => {
  it('come before everything else', () => {
    const args = ['--seed', '7', '--people', '2000', '--url', 'https://whence.example/', '--key', 'whk_7'];
    expect(readOptions(args, { WHENCE_BOOTSTRAP_API_KEY: 'whk_given' })).toEqual({
      seed: 7,
      people: 2000,
      url: 'https://whence.example',
      key: 'whk_7',
    });
  });

  it.each([
    [['--people', '0'], /--people must be a whole number/],
    [['--seed', 'x'], /--seed must be a whole number/],
    [['--url', 'whence.example'], /--url must be an address/],
    [['--sede', '7'], /npm run simulate/],
  ])('that cannot be meant are refused: %j', (args, message) => {
    expect(() => readOptions(args, { WHENCE_BOOTSTRAP_API_KEY: 'whk_given' })).toThrow(message);
  });
});
