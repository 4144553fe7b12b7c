import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { credentialsIn } from './credentials.js';
import { readRecord, writeRecord } from './record-file.js';

const folder = mkdtempSync(join(tmpdir(), 'whence-records-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the server’s small files', () => {
  it('are kept whole and readable by their owner only', () => {
    const file = join(folder, 'record.json');
    writeRecord(file, { port: 1 });
    writeRecord(file, { port: 2 });
    expect(readRecord(file)).toEqual({ port: 2 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['record.json']);
  });

  it('are none only where there is none: a damaged one is an error, not a new start', () => {
    const file = join(folder, 'damaged.json');
    expect(readRecord(file)).toBeUndefined();
    writeFileSync(file, '{"por');
    expect(() => readRecord(file)).toThrow('damaged.json cannot be read');
  });

  it('keep the passwords that were made at first', () => {
    const made = credentialsIn(folder);
    expect(credentialsIn(folder)).toEqual(made);
    expect(made.ownerPassword).not.toBe(made.applicationPassword);
    expect(statSync(join(folder, 'credentials.json')).mode & 0o777).toBe(0o600);
  });
});
