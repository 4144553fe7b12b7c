import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { parcel, ParcelTable, type Parcel } from '../../test/parcel-table.js';
import { QueueClosed } from '../postgres/group-commit.js';
import { Metrics } from '../telemetry/metrics.js';
import { Spool, SpoolFull, StoreAndForward, type StoreAndForwardOptions } from './index.js';

const answerWithinMs = 400;
const wellBelowMs = 300;

describe('a store with a spool', () => {
  let folder: string;
  let table: ParcelTable;
  let metrics: Metrics;
  let news: string[];
  const running: StoreAndForward<Parcel>[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whence-spool-test-'));
    table = new ParcelTable();
    metrics = new Metrics();
    news = [];
  });

  afterEach(async () => {
    table.comeBack();
    await Promise.all(running.splice(0).map((store) => store.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  const make = async (
    options: Partial<StoreAndForwardOptions<Parcel>> & { readonly bytesMax?: number } = {},
  ): Promise<StoreAndForward<Parcel>> => {
    const { bytesMax, ...rest } = options;
    const store = new StoreAndForward<Parcel>({
      name: 'parcels',
      store: table.store,
      spool: await Spool.open({ folder, ...(bytesMax === undefined ? {} : { bytesMax }) }),
      encode: (item) => Buffer.from(JSON.stringify(item)),
      decode: (bytes) => JSON.parse(Buffer.from(bytes).toString()) as Parcel,
      ownerOf: ({ to }) => to,
      answerWithinMs,
      metrics,
      report: ({ message }) => news.push(message),
      ...rest,
    });
    running.push(store);
    return store;
  };

  const keepAll = (store: StoreAndForward<Parcel>, ...ids: readonly string[]) =>
    Promise.all(ids.map((id) => store.keep(parcel(id))));

  const untilDrained = async (store: StoreAndForward<Parcel>): Promise<void> => {
    for (let looks = 0; store.spooled > 0; looks += 1) {
      if (looks > 1_000) throw new Error(`${store.spooled} still wait in the spool`);
      await sleep(10);
    }
  };

  it('stores what comes while PostgreSQL answers, and touches the disk for nothing', async () => {
    const store = await make();
    store.start();
    expect(await keepAll(store, 'a', 'b', 'c')).toEqual(['stored', 'stored', 'stored']);
    expect(table.order).toEqual(['a', 'b', 'c']);
    expect((await readdir(folder)).filter((name) => name.endsWith('.spool'))).toEqual([]);
  });

  it.each(['is away', 'hangs'] as const)('spools within the bound when PostgreSQL %s, then at once', async (mood) => {
    const store = await make();
    store.start();
    table.mood = mood;
    const startedAt = performance.now();
    expect(await keepAll(store, 'a', 'b')).toEqual(['spooled', 'spooled']);
    expect(performance.now() - startedAt).toBeLessThan(answerWithinMs + wellBelowMs);
    const againAt = performance.now();
    expect(await store.keep(parcel('c'))).toBe('spooled');
    expect(performance.now() - againAt).toBeLessThan(wellBelowMs);
    expect(store.spooled).toBe(3);
  });

  it.each(['is away', 'hangs'] as const)(
    'stores what it spooled, once and in order, when PostgreSQL %s no more',
    async (mood) => {
      const store = await make();
      store.start();
      table.mood = mood;
      const ids = Array.from({ length: 50 }, (_, index) => `p${index}`);
      for (const id of ids) await store.keep(parcel(id));
      table.comeBack();
      await untilDrained(store);
      expect(table.order).toEqual(ids);
      expect(await store.keep(parcel('later'))).toBe('stored');
      expect(news).toContain('PostgreSQL answers again');
    },
  );

  it('does not store twice what was stored without an answer', async () => {
    const store = await make();
    store.start();
    table.mood = 'stores and breaks';
    expect(await store.keep(parcel('a'))).toBe('spooled');
    table.comeBack();
    await untilDrained(store);
    expect(table.order).toEqual(['a']);
    expect(table.attempts).toBeGreaterThan(1);
  });

  it('spools what does not fit into the queue of a busy PostgreSQL, without taking it to be away', async () => {
    const store = await make({ bytesOf: () => 40_000_000 });
    table.mood = 'hangs';
    const keeping = keepAll(store, 'in flight', 'waiting', 'too much');
    await sleep(wellBelowMs / 2);
    expect(news).toEqual([]);
    table.comeBack();
    expect(await keeping).toEqual(['stored', 'stored', 'spooled']);
  });

  it('tells an item that can never be stored its own error, and the others nothing', async () => {
    const store = await make();
    const told = await Promise.allSettled(['first', 'a', 'poison', 'b'].map((id) => store.keep(parcel(id))));
    expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(store.spooled).toBe(0);
  });

  it('keeps poison in the spool aside in a file, and is not held up by it', async () => {
    const store = await make();
    table.mood = 'is away';
    await keepAll(store, 'a', 'poison', 'b');
    store.start();
    table.comeBack();
    await untilDrained(store);
    expect(table.order).toEqual(['a', 'b']);
    const [name = ''] = await readdir(join(folder, 'aside'));
    expect(JSON.parse(await readFile(join(folder, 'aside', name), 'utf8'))).toEqual(parcel('poison'));
  });

  it('keeps aside what it cannot even read', async () => {
    const spool = await Spool.open({ folder });
    await spool.append(Buffer.from('{"id":'));
    await spool.append(Buffer.from(JSON.stringify(parcel('a'))));
    await spool.close();
    const store = await make();
    store.start();
    await untilDrained(store);
    expect(table.order).toEqual(['a']);
    expect(await readdir(join(folder, 'aside'))).toHaveLength(1);
  });

  it('promises nothing once the spool is full, and takes again what there is room for', async () => {
    const store = await make({ bytesMax: 400 });
    table.mood = 'is away';
    const kept: string[] = [];
    for (let index = 0; kept.length === index; index += 1) {
      await store.keep(parcel(`p${index}`)).then(
        () => kept.push(`p${index}`),
        (error: unknown) => expect(error).toBeInstanceOf(SpoolFull),
      );
    }
    expect(kept.length).toBeGreaterThan(3);
    store.start();
    table.comeBack();
    await untilDrained(store);
    expect(table.order).toEqual(kept);
  });

  it('finds PostgreSQL again although the spool cannot be written', async () => {
    const store = await make({ bytesMax: 1 });
    store.start();
    table.mood = 'is away';
    await expect(store.keep(parcel('a'))).rejects.toBeInstanceOf(SpoolFull);
    const attempts = table.attempts;
    await expect(store.keep(parcel('b'))).rejects.toBeInstanceOf(SpoolFull);
    expect(table.attempts).toBe(attempts);
    table.comeBack();
    let kept: string | undefined;
    for (let looks = 0; kept === undefined && looks < 300; looks += 1) {
      kept = await store.keep(parcel('c')).catch(() => undefined);
      await sleep(10);
    }
    expect(kept).toBe('stored');
  });

  it('stores at its start what an earlier process left', async () => {
    const earlier = await make();
    table.mood = 'is away';
    await keepAll(earlier, 'a', 'b');
    await earlier.stop();
    const later = await make();
    expect([later.spooled, later.spooledOf('wsp_brand'), later.spooledOf('wsp_rival')]).toEqual([2, 2, 0]);
    table.comeBack();
    later.start();
    await untilDrained(later);
    expect(table.order).toEqual(['a', 'b']);
  });

  it('brings what is under way to safety before it stops, and takes nothing afterwards', async () => {
    const store = await make();
    store.start();
    table.mood = 'hangs';
    const keeping = keepAll(store, 'in flight', 'waiting');
    const stopping = store.stop();
    await expect(store.keep(parcel('late'))).rejects.toBeInstanceOf(QueueClosed);
    expect(await keeping).toEqual(['spooled', 'spooled']);
    table.comeBack();
    await stopping;
    const later = await make();
    later.start();
    await untilDrained(later);
    expect([...table.rows.keys()].sort()).toEqual(['in flight', 'waiting']);
  });

  it('shows in numbers where things are kept', async () => {
    const store = await make();
    await store.keep(parcel('a'));
    table.mood = 'is away';
    await store.keep(parcel('b'));
    const { text } = await metrics.exposition();
    expect(text).toContain('whence_store_items_total{store="parcels",how="stored"} 1');
    expect(text).toContain('whence_store_items_total{store="parcels",how="spooled"} 1');
    expect(text).toContain('whence_spool_waiting_records{store="parcels"} 1');
    expect(text).toContain('whence_store_breaker_open{store="parcels"} 1');
    store.start();
    table.comeBack();
    await untilDrained(store);
    expect((await metrics.exposition()).text).toContain('whence_spool_waiting_records{store="parcels"} 0');
    expect((await metrics.exposition()).text).toContain('whence_store_breaker_open{store="parcels"} 0');
  });
});
