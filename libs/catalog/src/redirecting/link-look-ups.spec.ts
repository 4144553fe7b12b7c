import { describe, expect, it } from '@jest/globals';

import { aRedirectLink, FakeRedirectLinks } from '../../test/fake-redirect-links.js';
import { LinkLookUps, LinksUnavailable } from './link-look-ups.js';

const thousands = Array.from({ length: 3_000 }, (_, number) => `stranger-${number}`);

const world = () => {
  const links = new FakeRedirectLinks([aRedirectLink('anna')]);
  const time = { now: 0 };
  return { links, time, lookUps: new LinkLookUps(links, () => time.now) };
};

describe('looking for links that are not in memory', () => {
  it('finds those that there are, and tells of those that there are not', async () => {
    const { lookUps } = world();
    expect((await lookUps.find('anna'))?.key).toBe('anna');
    expect(await lookUps.find('nobody')).toBeUndefined();
  });

  it('makes a few queries of thousands of strangers', async () => {
    const { lookUps, links } = world();
    const found = await Promise.all(thousands.map((key) => lookUps.find(key)));
    expect(found.every((link) => link === undefined)).toBe(true);
    expect(links.queries.length).toBeLessThanOrEqual(8);
    expect(Math.max(...links.queries.map((keys) => keys.length))).toBeLessThanOrEqual(500);
  });

  it('asks once for one key, however many people tap it at the same time', async () => {
    const { lookUps, links } = world();
    links.holdBack();
    const first = lookUps.find('anna');
    const others = Array.from({ length: 100 }, () => lookUps.find('anna'));
    links.letGo();
    expect((await Promise.all([first, ...others])).map((link) => link?.key)).toEqual(Array(101).fill('anna'));
    expect(links.queries).toEqual([['anna'], ['anna']]);
  });

  it('sees a link that was made after a query for the same key had begun', async () => {
    const { lookUps, links } = world();
    links.holdBack();
    const tooEarly = lookUps.find('ben');
    links.add(aRedirectLink('ben'));
    const inTime = lookUps.find('ben');
    links.letGo();
    expect([await tooEarly, (await inTime)?.key]).toEqual([undefined, 'ben']);
  });

  it('remembers for a moment that nobody has a key', async () => {
    const { lookUps, links, time } = world();
    await lookUps.find('ben');
    links.add(aRedirectLink('ben'));
    expect(await lookUps.find('ben')).toBeUndefined();
    expect(links.queries).toHaveLength(1);
    time.now += 1_000;
    expect((await lookUps.find('ben'))?.key).toBe('ben');
  });

  it('keeps nobody waiting for a database that is away, and tries it again after a moment', async () => {
    const { lookUps, links, time } = world();
    links.failWith(new Error('away'));
    await expect(lookUps.find('anna')).rejects.toThrow(LinksUnavailable);
    await expect(lookUps.find('anna')).rejects.toThrow(LinksUnavailable);
    expect(links.queries).toHaveLength(1);
    links.failWith(undefined);
    time.now += 500;
    expect((await lookUps.find('anna'))?.key).toBe('anna');
  });

  it('takes only so many that wait', async () => {
    const { lookUps, links } = world();
    links.holdBack();
    const waiting = Array.from({ length: 5_001 }, (_, number) => lookUps.find(`stranger-${number}`));
    await expect(lookUps.find('one-too-many')).rejects.toThrow(LinksUnavailable);
    links.letGo();
    await Promise.all(waiting);
  });
});
