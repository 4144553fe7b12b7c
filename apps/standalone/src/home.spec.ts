import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { Home, newOwnerKey } from './home.js';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'whence-home-'));
});
afterEach(() => {
  rmSync(parent, { recursive: true });
});

describe('the folder that a start leaves to the next one', () => {
  it('keeps one master key for ever, readable by its owner only', () => {
    const folder = join(parent, 'new', 'home');
    const key = new Home(folder).masterKey();
    expect(key).toHaveLength(43);
    expect(new Home(folder).masterKey()).toBe(key);
    expect(statSync(join(folder, 'master-key')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o077).toBe(0o011);
  });

  it('remembers that an owner key was handed out', () => {
    const home = new Home(parent);
    expect(home.hasOwnerKey()).toBe(false);
    home.keepOwnerKey(newOwnerKey());
    const second = newOwnerKey();
    home.keepOwnerKey(second);
    expect(home.hasOwnerKey()).toBe(true);
    expect(readFileSync(home.ownerKeyPath, 'utf8').trim()).toBe(second);
    expect(statSync(home.ownerKeyPath).mode & 0o777).toBe(0o600);
  });
});
