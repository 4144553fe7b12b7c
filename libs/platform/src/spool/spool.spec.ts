import { appendFile, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { Spool, SpoolFull, SpoolInUse, SpoolUnwritable } from './index.js';

describe('a spool', () => {
  let parent: string;
  let folder: string;
  const opened: Spool[] = [];

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'whence-spool-test-'));
    folder = join(parent, 'spool');
  });

  afterEach(async () => {
    for (const spool of opened.splice(0)) await spool.close();
    await rm(parent, { recursive: true, force: true });
  });

  const open = async (bytesMax?: number): Promise<Spool> => {
    const spool = await Spool.open({ folder, ...(bytesMax === undefined ? {} : { bytesMax }) });
    opened.push(spool);
    return spool;
  };

  /** As a process that was killed leaves it: everything but a living holder of the lock. */
  const reopen = async (): Promise<Spool> => {
    await opened.pop()?.close();
    return open();
  };

  const append = (spool: Spool, ...texts: readonly string[]) =>
    Promise.all(texts.map((text) => spool.append(Buffer.from(text))));

  const takeAll = async (spool: Spool): Promise<string[]> => {
    const texts: string[] = [];
    for (let file = await spool.oldest(); file !== undefined; file = await spool.oldest()) {
      texts.push(...file.records.map(({ body }) => Buffer.from(body).toString()));
      await spool.remove(file.name);
    }
    return texts;
  };

  const files = async () => (await readdir(folder)).filter((name) => name.endsWith('.spool')).sort();

  it('gives records out in the order they went in, and forgets them only when it is told to', async () => {
    const spool = await open();
    await append(spool, 'a', 'b');
    await append(spool, 'c');
    const first = await spool.oldest();
    expect(first?.records.map(({ body }) => Buffer.from(body).toString())).toEqual(['a', 'b', 'c']);
    expect((await spool.oldest())?.name).toBe(first?.name);
    await append(spool, 'd');
    expect(spool.waiting).toBe(4);
    expect(await takeAll(spool)).toEqual(['a', 'b', 'c', 'd']);
    expect([spool.waiting, spool.bytes, await files()]).toEqual([0, 0, []]);
  });

  it('keeps the order over many files and over processes', async () => {
    const texts = Array.from({ length: 30 }, (_, index) => `${index} ${'x'.repeat(400_000)}`);
    for (const text of texts.slice(0, 15)) await append(await (opened[0] ?? open()), text);
    const spool = await reopen();
    for (const text of texts.slice(15)) await append(spool, text);
    expect((await files()).length).toBeGreaterThan(2);
    expect((await reopen()).waiting).toBe(30);
    expect(await takeAll(opened[0]!)).toEqual(texts);
  });

  it('counts what waits by owner, also after a restart', async () => {
    const spool = await open();
    await spool.append(Buffer.from('a'), 'wsp_brand');
    await spool.append(Buffer.from('b'), 'wsp_brand');
    await spool.append(Buffer.from('c'), 'wsp_rival');
    const again = await reopen();
    expect(['wsp_brand', 'wsp_rival', 'wsp_none'].map((owner) => again.waitingOf(owner))).toEqual([2, 1, 0]);
    await takeAll(again);
    expect(again.waitingOf('wsp_brand')).toBe(0);
  });

  it('takes no more than it may hold, whoever asks at once, and takes again what there is room for', async () => {
    const spool = await open(10_000);
    const told = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) => spool.append(Buffer.alloc(1_000, index))),
    );
    const refused = told.filter((outcome) => outcome.status === 'rejected');
    expect(refused.length).toBeGreaterThanOrEqual(20);
    expect(refused.every(({ reason }) => reason instanceof SpoolFull)).toBe(true);
    expect(spool.waiting).toBe(30 - refused.length);
    expect(spool.bytes).toBeLessThan(11_000);
    await takeAll(spool);
    await spool.append(Buffer.alloc(1_000));
  });

  it('counts what an earlier process left towards what it may hold', async () => {
    await append(await open(), 'x'.repeat(9_500));
    await opened.pop()?.close();
    const spool = await open(10_000);
    await expect(spool.append(Buffer.alloc(1_000))).rejects.toBeInstanceOf(SpoolFull);
  });

  it('ignores a record that was never finished, and gives out all before it', async () => {
    await append(await open(), 'a', 'b');
    await opened.pop()?.close();
    const [name = ''] = await files();
    const bytes = await readFile(join(folder, name));
    const lastRecord = bytes.subarray(bytes.lastIndexOf(bytes.subarray(8, 16)));
    await appendFile(join(folder, name), lastRecord.subarray(0, lastRecord.length - 1));
    const spool = await open();
    expect(spool.waiting).toBe(2);
    expect(await spool.oldest()).toMatchObject({ damaged: [], tornBytes: lastRecord.length - 1 });
    expect(await takeAll(spool)).toEqual(['a', 'b']);
  });

  it('tells damaged bytes apart and gives out all around them', async () => {
    await append(await open(), 'a', 'damaged', 'c');
    await opened.pop()?.close();
    const [name = ''] = await files();
    const bytes = await readFile(join(folder, name));
    bytes[bytes.indexOf('damaged')] = 0;
    await writeFile(join(folder, name), bytes);
    const spool = await open();
    const oldest = await spool.oldest();
    expect(oldest?.damaged.map((part) => Buffer.from(part).includes('amaged'))).toEqual([true]);
    expect(await takeAll(spool)).toEqual(['a', 'c']);
  });

  it.each([
    ['empty', Buffer.alloc(0), 0],
    ['cut within its head', Buffer.from('WHSPOOL1abc'), 0],
    ['something else altogether', Buffer.from('something else altogether'), 1],
  ])('is not held up by a file that is %s', async (_, content, damaged) => {
    await append(await open(), 'a');
    await opened.pop()?.close();
    await writeFile(join(folder, '000000000000-00000000.spool'), content);
    const spool = await open();
    expect((await spool.oldest())?.damaged).toHaveLength(damaged);
    expect(await takeAll(spool)).toEqual(['a']);
  });

  it.each([
    ['its folder was removed', () => rm(folder, { recursive: true })],
    ['its folder was moved away', () => rename(folder, join(parent, 'elsewhere'))],
    [
      'a file stands in its place',
      async () => {
        await rm(folder, { recursive: true });
        await writeFile(folder, '');
      },
    ],
  ])('promises nothing when %s', async (_, spoil) => {
    const spool = await open();
    await append(spool, 'before');
    await spoil();
    await expect(spool.append(Buffer.from('a'))).rejects.toBeInstanceOf(SpoolUnwritable);
    await expect(spool.append(Buffer.from('b'))).rejects.toThrow(folder);
  });

  it('promises nothing when the file it writes to was removed, and goes on with another', async () => {
    const spool = await open();
    await append(spool, 'before');
    for (const name of await files()) await rm(join(folder, name));
    await expect(spool.append(Buffer.from('a'))).rejects.toBeInstanceOf(SpoolUnwritable);
    await append(spool, 'b');
    const [name = ''] = (await files()).slice(-1);
    expect((await readFile(join(folder, name))).includes('b')).toBe(true);
  });

  it('says once that a file with what it promised is gone, and is not held up by it', async () => {
    const spool = await open();
    await append(spool, 'lost');
    await spool.oldest();
    await append(spool, 'kept');
    await rm(join(folder, (await files())[0] ?? ''));
    await expect(spool.oldest()).rejects.toThrow('with 1 records that are lost');
    expect(await takeAll(spool)).toEqual(['kept']);
  });

  it('keeps bytes aside under a name', async () => {
    const spool = await open();
    await spool.setAside('x.record', Buffer.from('first'));
    await spool.setAside('x.record', Buffer.from('again'));
    expect(await readFile(join(folder, 'aside', 'x.record'), 'utf8')).toBe('again');
    expect(await takeAll(await reopen())).toEqual([]);
  });

  it('is readable by its owner only', async () => {
    const spool = await open();
    await append(spool, 'a');
    const modes = await Promise.all([folder, join(folder, (await files())[0] ?? '')].map((path) => stat(path)));
    expect(modes.map(({ mode }) => (mode & 0o777).toString(8))).toEqual(['700', '600']);
  });

  it('says so where it cannot be made', async () => {
    await writeFile(folder, '');
    await expect(open()).rejects.toBeInstanceOf(SpoolUnwritable);
  });
});

describe('the folder of a spool', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whence-spool-test-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const lock = (holder: object) => writeFile(join(folder, 'lock'), JSON.stringify(holder));

  const openAndClose = async () => (await Spool.open({ folder })).close();

  it('is one living process’s, and the next one’s once that has closed it', async () => {
    const spool = await Spool.open({ folder });
    await expect(Spool.open({ folder })).rejects.toBeInstanceOf(SpoolInUse);
    await expect(Spool.open({ folder })).rejects.toThrow(`process ${process.pid}`);
    await spool.close();
    await openAndClose();
  });

  it.each([
    ['was killed', { host: hostname(), pid: 2 ** 22 + 1, mark: 'then' }],
    ['was killed, and whose number another one was given', { host: hostname(), pid: process.pid, mark: 'then' }],
  ])('is taken over from a process that %s', async (_, holder) => {
    await lock(holder);
    await openAndClose();
  });

  it('is taken over where the lock was left half-written', async () => {
    await writeFile(join(folder, 'lock'), '{"host":');
    await openAndClose();
  });

  it('is left to a process on another machine for as long as it shows that it lives', async () => {
    await lock({ host: 'elsewhere', pid: 1, mark: 'then' });
    await expect(Spool.open({ folder })).rejects.toThrow('process 1 on elsewhere');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(join(folder, 'lock'), longAgo, longAgo);
    await openAndClose();
  });
});
