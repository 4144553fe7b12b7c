import { setImmediate as nextTurn } from 'node:timers/promises';

import { afterEach, describe, expect, it } from '@jest/globals';

import { aRedirectLink, FakeRedirectLinks } from '../../test/fake-redirect-links.js';
import { LinksInMemory, type LinkHearing } from './links-in-memory.js';
import { LinksUnavailable } from './link-look-ups.js';
import type { RedirectLink } from './redirect-link.js';

const manyKeys = Array.from({ length: 1_700 }, (_, number) => `link-${String(number).padStart(5, '0')}`);

let memory: LinksInMemory | undefined;
afterEach(async () => memory?.stop());

const turnsMax = 10_000;

const until = async (isSo: () => boolean): Promise<void> => {
  for (let turn = 0; turn < turnsMax && !isSo(); turn += 1) await nextTurn();
  expect(isSo()).toBe(true);
};

interface World {
  readonly links: FakeRedirectLinks;
  readonly inMemory: LinksInMemory;
  readonly hearing: LinkHearing;
  readonly reported: string[];
}

const started = (all: readonly RedirectLink[]): World => {
  const links = new FakeRedirectLinks(all);
  const reported: string[] = [];
  let hearing: LinkHearing | undefined;
  const inMemory = new LinksInMemory({
    links,
    listen: (given) => {
      hearing = given;
      return { start: () => given.onListening(), stop: () => Promise.resolve() };
    },
    now: () => Date.now(),
    report: ({ reason }) => reported.push(reason),
  });
  memory = inMemory;
  inMemory.start();
  if (hearing === undefined) throw new Error('nobody listens');
  return { links, inMemory, hearing, reported };
};

const loaded = async (all: readonly RedirectLink[]): Promise<World> => {
  const world = started(all);
  await until(() => world.inMemory.areLoaded);
  return world;
};

describe('links in memory', () => {
  it('are all there after a start, read page by page', async () => {
    const { inMemory, links } = await loaded(manyKeys.map((key) => aRedirectLink(key)));
    expect(inMemory.size).toBe(manyKeys.length);
    expect(links.pagesRead).toBe(4);
    expect(inMemory.known('link-01699')?.key).toBe('link-01699');
  });

  it('are looked up one by one while the rest is still to be read', async () => {
    const { inMemory, links } = started([aRedirectLink('anna')]);
    links.holdPagesBack();
    expect((await inMemory.lookUp('anna'))?.key).toBe('anna');
    expect(inMemory.areLoaded).toBe(false);
    links.letGo();
    await until(() => inMemory.areLoaded);
  });

  it('are not known before anything could be read', async () => {
    const links = new FakeRedirectLinks([aRedirectLink('anna')]);
    const inMemory = new LinksInMemory({
      links,
      listen: () => ({ start: () => undefined, stop: () => Promise.resolve() }),
      now: () => 0,
      report: () => undefined,
    });
    await expect(inMemory.lookUp('anna')).rejects.toThrow(LinksUnavailable);
    expect(links.queries).toEqual([]);
  });

  it('stay, when the database goes away', async () => {
    const { inMemory, links, hearing, reported } = await loaded([aRedirectLink('anna')]);
    links.failWith(new Error('away'));
    hearing.onListening();
    await until(() => reported.length > 0);
    expect(inMemory.known('anna')?.key).toBe('anna');
    await expect(inMemory.lookUp('ben')).rejects.toThrow(LinksUnavailable);
    expect(reported).toEqual(['reading fails']);
  });

  it('that were told to have changed are looked up until they were read, and served as they were if that fails', async () => {
    const { inMemory, links, hearing } = await loaded([aRedirectLink('anna')]);
    const disabled = aRedirectLink('anna', { disabledAt: 1 });
    links.add(disabled);
    links.holdBack();
    hearing.onNotification('key anna');
    expect(inMemory.known('anna')).toBeUndefined();
    const lookedUp = inMemory.lookUp('anna');
    links.letGo();
    expect(await lookedUp).toEqual(disabled);

    links.failWith(new Error('away'));
    hearing.onNotification('key anna');
    expect(await inMemory.lookUp('anna')).toEqual(disabled);
  });

  it('of an account that changed are others, and nobody else’s', async () => {
    const others = aRedirectLink('carl', { channelAccountId: 'cha_2' });
    const { inMemory, links, hearing } = await loaded([aRedirectLink('anna'), aRedirectLink('ben'), others]);
    for (const key of ['anna', 'ben']) links.add(aRedirectLink(key, { accountIsActive: false }));
    links.add({ ...others, message: 'read by nobody' });
    hearing.onNotification('account cha_1');
    expect([inMemory.known('anna'), inMemory.known('carl')]).toEqual([undefined, others]);
    await until(() => inMemory.known('anna') !== undefined);
    expect(['anna', 'ben', 'carl'].map((key) => inMemory.known(key)?.accountIsActive)).toEqual([false, false, true]);
    expect(inMemory.known('carl')?.message).toBeUndefined();
  });

  it('are never undone by a page that was read before they changed', async () => {
    const { inMemory, links, hearing } = await loaded([aRedirectLink('anna')]);
    links.holdBack();
    hearing.onListening();
    await until(() => links.pagesRead === 2);
    links.add(aRedirectLink('anna', { disabledAt: 1 }));
    hearing.onNotification('key anna');
    links.letGo();
    await until(() => inMemory.known('anna') !== undefined);
    expect(inMemory.known('anna')?.disabledAt).toBe(1);
  });

  it('that are no more are forgotten, whether somebody told of it or not', async () => {
    const { inMemory, links, hearing } = await loaded([aRedirectLink('anna'), aRedirectLink('ben')]);
    links.remove('anna');
    hearing.onNotification('key anna');
    await until(() => inMemory.size === 1);
    links.remove('ben');
    hearing.onListening();
    await until(() => inMemory.size === 0);
  });

  it('are all read again where more changed than is worth telling apart', async () => {
    const { inMemory, links, hearing } = await loaded(manyKeys.map((key) => aRedirectLink(key)));
    for (const key of manyKeys) links.add(aRedirectLink(key, { disabledAt: 1 }));
    for (let number = 0; number < 20_000; number += 1) hearing.onNotification(`key imported-${number}`);
    await until(() => inMemory.known('link-00000')?.disabledAt === 1);
    expect(links.queries.flat().length).toBeLessThanOrEqual(2_000);
  });
});
