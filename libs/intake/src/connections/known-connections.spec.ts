import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { OpenedConnection } from './connection.js';
import { connectionKnownMs, KnownConnections } from './known-connections.js';

const idOf = (last: string): string => `con_01KAQ3ZV5N8T2M4R6P7S9W1X3${last}`;
const id = idOf('Y');

const connectionWith = (secret: string, connectionId = id): OpenedConnection => ({
  id: connectionId,
  workspaceId: 'wsp_01KAQ3ZV5N8T2M4R6P7S9W1X3Y',
  provider: 'zernio',
  name: 'Brand',
  createdAt: 0,
  secrets: [secret],
});

const away = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });

/** The table of connections, and how PostgreSQL feels. */
class ConnectionShelf {
  readonly asked: string[][] = [];
  readonly connections = new Map<string, OpenedConnection>();
  mood: 'answers' | 'is away' | 'hangs' = 'answers';
  pages = 0;

  put(connection: OpenedConnection): void {
    this.connections.set(connection.id, connection);
  }

  async openAll(_provider: string, ids: readonly string[]): Promise<OpenedConnection[]> {
    this.asked.push([...ids]);
    await this.answer();
    return ids.flatMap((one) => this.connections.get(one) ?? []);
  }

  async openPage(_provider: string, afterId: string, limit: number): Promise<OpenedConnection[]> {
    this.pages += 1;
    await this.answer();
    const sorted = [...this.connections.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
    return sorted.filter((one) => one.id > afterId).slice(0, limit);
  }

  private async answer(): Promise<void> {
    if (this.mood === 'is away') throw away;
    if (this.mood === 'hangs') await new Promise(() => undefined);
  }
}

describe('known connections', () => {
  let shelf: ConnectionShelf;
  let clock: { at: number; now: () => number };
  let known: KnownConnections;

  beforeEach(() => {
    shelf = new ConnectionShelf();
    clock = { at: 0, now: () => clock.at };
    known = new KnownConnections({ provider: 'zernio', connections: shelf, clock });
  });

  afterEach(() => known.stop());

  const secretsOf = async (connectionId = id) => (await known.find(connectionId))?.secrets;

  const untilRead = async (connectionId = id): Promise<void> => {
    while (!(known as unknown as { known: Map<string, unknown> }).known.has(connectionId)) await sleep(1);
  };

  it('are read again within a few seconds, so that a changed secret soon counts', async () => {
    shelf.put(connectionWith('old'));
    await known.find(id);
    shelf.put(connectionWith('new'));
    clock.at = 1_000;
    expect(await secretsOf()).toEqual(['old']);
    expect(shelf.asked).toHaveLength(1);
    clock.at = connectionKnownMs;
    expect(await secretsOf()).toEqual(['new']);
  });

  it('in steady use are read again before they are too old, and nobody waits for it', async () => {
    shelf.put(connectionWith('old'));
    await known.find(id);
    shelf.put(connectionWith('new'));
    clock.at = connectionKnownMs - 1;
    expect(await secretsOf()).toEqual(['old']);
    await sleep(1);
    expect(await secretsOf()).toEqual(['new']);
    expect(shelf.asked).toHaveLength(2);
  });

  it('do not remember that a connection was missing: it may be made the next moment', async () => {
    expect(await known.find(id)).toBeUndefined();
    shelf.put(connectionWith('s'));
    expect(await known.find(id)).toEqual(connectionWith('s'));
  });

  it('forget a connection that is there no more', async () => {
    shelf.put(connectionWith('s'));
    await known.find(id);
    shelf.connections.clear();
    clock.at = connectionKnownMs;
    expect(await known.find(id)).toBeUndefined();
  });

  it('are all read at the start, and serve although PostgreSQL has gone since and nobody asked before', async () => {
    for (const last of ['W', 'X', 'Y']) shelf.put(connectionWith(last, idOf(last)));
    known.start();
    await untilRead();
    for (const mood of ['is away', 'hangs'] as const) {
      shelf.mood = mood;
      clock.at += 3_600_000;
      const startedAt = performance.now();
      expect(await secretsOf(idOf('W'))).toEqual(['W']);
      expect(performance.now() - startedAt).toBeLessThan(1_500);
      // Only the first one waits.
      const againAt = performance.now();
      expect(await secretsOf(idOf('X'))).toEqual(['X']);
      expect(await secretsOf()).toEqual(['Y']);
      expect(performance.now() - againAt).toBeLessThan(200);
    }
  });

  it('count anew what PostgreSQL says once it is back', async () => {
    shelf.put(connectionWith('old'));
    await known.find(id);
    shelf.mood = 'is away';
    clock.at += connectionKnownMs;
    expect(await secretsOf()).toEqual(['old']);
    shelf.mood = 'answers';
    shelf.put(connectionWith('new'));
    clock.at += connectionKnownMs;
    expect(await secretsOf()).toEqual(['new']);
  });

  it('cannot be told where one was never seen and PostgreSQL is away: that is not "no such connection"', async () => {
    shelf.mood = 'is away';
    await expect(known.find(id)).rejects.toBe(away);
  });

  it('ask once for all that is looked for meanwhile, so that guesses cost no connections', async () => {
    const guesses = Array.from('ABCDEFGH', idOf);
    await Promise.all(guesses.map((guess) => known.find(guess)));
    expect(shelf.asked).toEqual([guesses]);
  });

  it.each(['', 'con_', 'con_01KAQ3ZV5N8T2M4R6P7S9W1X3Y ', 'cha_01KAQ3ZV5N8T2M4R6P7S9W1X3Y', '../x'])(
    'are not even asked for under what is no id: %s',
    async (text) => {
      expect(await known.find(text)).toBeUndefined();
      expect(shelf.asked).toEqual([]);
    },
  );
});
