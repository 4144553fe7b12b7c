import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { missingFromLock } from './lock-file.mjs';

const swc = {
  version: '1.0.0',
  optionalDependencies: { '@swc/core-darwin-arm64': '1.0.0', '@swc/core-linux-x64': '1.0.0' },
};

describe('the lock file', () => {
  it('lists the packages of every platform, so that npm ci works on all of them', () => {
    const { packages } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package-lock.json'), 'utf8'));
    expect(Object.keys(packages).length).toBeGreaterThan(100);
    expect(missingFromLock(packages)).toEqual([]);
  });

  it('is incomplete where a platform’s package is missing', () => {
    const packages = { 'node_modules/@swc/core': swc, 'node_modules/@swc/core-linux-x64': { version: '1.0.0' } };
    expect(missingFromLock(packages)).toEqual(['@swc/core@1.0.0 needs @swc/core-darwin-arm64']);
  });

  it('may keep them beside a package or further up the tree', () => {
    const packages = {
      'node_modules/jest/node_modules/@swc/core': swc,
      'node_modules/jest/node_modules/@swc/core-darwin-arm64': { version: '1.0.0' },
      'node_modules/@swc/core-linux-x64': { version: '1.0.0' },
    };
    expect(missingFromLock(packages)).toEqual([]);
  });
});
