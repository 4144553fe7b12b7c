import { describe, expect, it } from '@jest/globals';

import type { OpenedConnection } from './connection.js';
import { connectionKnownMs, KnownConnections } from './known-connections.js';

const id = 'con_01KAQ3ZV5N8T2M4R6P7S9W1X3Y';

const connectionWith = (secret: string): OpenedConnection => ({
  id,
  workspaceId: 'wsp_01KAQ3ZV5N8T2M4R6P7S9W1X3Y',
  provider: 'zernio',
  name: 'Brand',
  createdAt: 0,
  secrets: [secret],
});

class ConnectionShelf {
  readonly asked: string[] = [];
  connection: OpenedConnection | undefined;

  open(asked: string): Promise<OpenedConnection | undefined> {
    this.asked.push(asked);
    return Promise.resolve(this.connection);
  }
}

const setUp = () => {
  const shelf = new ConnectionShelf();
  const clock = { at: 0, now: () => clock.at };
  return { shelf, clock, known: new KnownConnections(shelf, clock) };
};

describe('known connections', () => {
  it('are read once in a few seconds, so that a changed secret soon counts', async () => {
    const { shelf, clock, known } = setUp();
    shelf.connection = connectionWith('old');
    await known.find(id);
    shelf.connection = connectionWith('new');
    clock.at = connectionKnownMs - 1;
    expect((await known.find(id))?.secrets).toEqual(['old']);
    clock.at = connectionKnownMs;
    expect((await known.find(id))?.secrets).toEqual(['new']);
    expect(shelf.asked).toHaveLength(2);
  });

  it('do not remember that a connection was missing: it may be made the next moment', async () => {
    const { shelf, known } = setUp();
    expect(await known.find(id)).toBeUndefined();
    shelf.connection = connectionWith('s');
    expect(await known.find(id)).toEqual(connectionWith('s'));
  });

  it.each(['', 'con_', 'con_01KAQ3ZV5N8T2M4R6P7S9W1X3Y ', 'cha_01KAQ3ZV5N8T2M4R6P7S9W1X3Y', '../x'])(
    'are not even asked for under what is no id: %s',
    async (text) => {
      const { shelf, known } = setUp();
      expect(await known.find(text)).toBeUndefined();
      expect(shelf.asked).toEqual([]);
    },
  );
});
