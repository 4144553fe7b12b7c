import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { compile } from '../../test/compiled.js';
import { Spool, SpoolInUse } from './index.js';

const rounds = 4;
const acknowledgedPerRoundMin = 300;
const appenders = 32;

/** Appends without end from many places at once, and writes the name of each record out once its append has resolved. */
const appending = (spoolModule: string, folder: string, round: number): string => `
  import { writeSync } from 'node:fs';
  import { Spool } from ${JSON.stringify(spoolModule)};
  const spool = await Spool.open({ folder: ${JSON.stringify(folder)} });
  for (let appender = 0; appender < ${appenders}; appender += 1) {
    (async () => {
      for (let count = 0; ; count += 1) {
        const name = '${round}-' + appender + '-' + count;
        await spool.append(Buffer.from(name + ' ' + 'x'.repeat((count * 97) % 5000)));
        writeSync(1, name + '\\n');
      }
    })();
  }`;

describe('a process that is killed while it appends to a spool', () => {
  let parent: string;
  let folder: string;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'whence-spool-test-'));
    folder = join(parent, 'spool');
    await compile(join(parent, 'compiled'), 'spool', 'postgres');
    await symlink(join(import.meta.dirname, '../../../../node_modules'), join(parent, 'node_modules'));
  });

  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await rm(parent, { recursive: true, force: true });
  });

  /** Starts the process, lets it acknowledge for a while, and kills it in the middle of it. */
  const appendAndKill = async (round: number): Promise<readonly string[]> => {
    const script = appending(join(parent, 'compiled/spool/spool.js'), folder, round);
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    let said = '';
    let isKilled = false;
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString();
      if (isKilled || said.split('\n').length <= acknowledgedPerRoundMin) return;
      isKilled = true;
      child.kill('SIGKILL');
    });
    await once(child, 'close');
    return said.split('\n').slice(0, -1);
  };

  it('leaves every record it acknowledged to the next one, which is not kept out', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < rounds; round += 1) acknowledged.push(...(await appendAndKill(round)));
    expect(acknowledged.length).toBeGreaterThanOrEqual(rounds * acknowledgedPerRoundMin);

    const spool = await Spool.open({ folder });
    const found: string[] = [];
    for (let file = await spool.oldest(); file !== undefined; file = await spool.oldest()) {
      expect(file.damaged).toEqual([]);
      found.push(...file.records.map(({ body }) => Buffer.from(body).toString().split(' ')[0] ?? ''));
      await spool.remove(file.name);
    }
    await spool.close();
    expect(acknowledged.filter((name) => !new Set(found).has(name))).toEqual([]);
    expect(new Set(found).size).toBe(found.length);
    // Each appender waits for one record before the next: their order is known.
    for (let appender = 0; appender < appenders; appender += 1) {
      const counts = found
        .filter((name) => name.startsWith(`0-${appender}-`))
        .map((name) => Number(name.split('-')[2]));
      expect(counts).toEqual(counts.toSorted((one, other) => one - other));
    }
  }, 60_000);

  it('keeps others out for as long as it lives', async () => {
    const script = appending(join(parent, 'compiled/spool/spool.js'), folder, 9);
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    await once(child.stdout, 'data');
    await expect(Spool.open({ folder })).rejects.toBeInstanceOf(SpoolInUse);
    await expect(Spool.open({ folder })).rejects.toThrow(`process ${child.pid}`);
    child.stdout.resume();
    child.kill('SIGKILL');
    await once(child, 'close');
    await (await Spool.open({ folder })).close();
  }, 30_000);
});
