import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { serveCatalog, type ServedCatalog, type Tenant } from '../../test/served-catalog.js';

let catalog: ServedCatalog;
let brand: Tenant;

beforeAll(async () => {
  catalog = await serveCatalog();
});

beforeEach(() => {
  brand = catalog.tenant();
});

afterAll(() => catalog.stop());

const flat = { on: 'lead', kind: 'flat', amountMinor: '500' };
const percentage = { on: 'sale', kind: 'percentage', basisPoints: 750 };
const program = { name: 'Creators', currency: 'BRL', rewards: [flat, percentage] };

describe('a program', () => {
  it('starts with version 1, which has always been in force, and thirty days of window and hold', async () => {
    const made = await brand.made('programs', program);
    expect(made).toMatchObject({
      ...program,
      id: expect.stringMatching(/^prg_/),
      version: 1,
      windowDays: 30,
      holdDays: 30,
      effectiveFrom: '1970-01-01T00:00:00.000Z',
      revision: 1,
    });
    expect(made).not.toHaveProperty('saleLimit');
    expect((await brand.get(`programs/${made.id}`)).body).toEqual(made);
  });

  it('takes on a new version with every change, in force from then on, with what was not changed', async () => {
    const made = await brand.made('programs', program);
    const before = Date.now();
    const changed = await brand.patch(`programs/${made.id}`, { windowDays: 7, saleLimit: { withinDays: 90 } });
    expect(changed.body).toMatchObject({
      ...program,
      version: 2,
      windowDays: 7,
      holdDays: 30,
      saleLimit: { withinDays: 90 },
    });
    expect(Date.parse(changed.body.effectiveFrom)).toBeGreaterThanOrEqual(before);
    const again = await brand.patch(`programs/${made.id}`, { rewards: [flat], saleLimit: null });
    expect(again.body).toMatchObject({ rewards: [flat], version: 3, windowDays: 7 });
    expect(again.body).not.toHaveProperty('saleLimit');
    expect((await brand.get('programs')).body.items).toEqual([again.body]);
  });

  it('is announced once for each version, under a key that keeps them all', async () => {
    const { id } = await brand.made('programs', program);
    await brand.patch(`programs/${id}`, { saleLimit: 'first' });
    const events = await catalog.events(brand.workspaceId);
    expect(events.map(({ key }) => key)).toEqual([`${id}:1`, `${id}:2`]);
    expect(events[1]?.body).toMatchObject({
      revision: 2,
      program: { id, version: 2, saleLimit: 'first', rewards: [flat, percentage] },
    });
  });

  it('keeps one version for each change, also when two come at the same moment', async () => {
    const { id } = await brand.made('programs', program);
    const changes = Array.from({ length: 6 }, (_, at) => brand.patch(`programs/${id}`, { windowDays: at + 1 }));
    const versions = (await Promise.all(changes)).map(({ body }) => body.version as number).sort();
    expect(versions).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it('is not changed on the grounds of a revision that is over', async () => {
    const { id } = await brand.made('programs', program);
    await brand.patch(`programs/${id}`, { windowDays: 7, revision: 1 });
    const refused = await brand.patch(`programs/${id}`, { windowDays: 90, revision: 1 });
    expect(refused).toMatchObject({ status: 409, body: { code: 'conflict', errors: [{ path: 'revision' }] } });
    expect((await brand.get(`programs/${id}`)).body).toMatchObject({ version: 2, windowDays: 7 });
  });

  it.each([
    ['first', 'first'],
    ['so many', { count: 3 }],
    ['those of some days', { withinDays: 365 }],
  ])('may limit the sales that earn to %s', async (_, saleLimit) => {
    expect(await brand.made('programs', { ...program, saleLimit })).toMatchObject({ saleLimit });
  });

  it('keeps no text of messages unless it says so, for so many days, and tells no consumer', async () => {
    const made = await brand.made('programs', program);
    expect(made).not.toHaveProperty('keepMessageText');
    const kept = await brand.patch(`programs/${made.id}`, { keepMessageText: { days: 365 } });
    expect(kept.body).toMatchObject({ version: 2, keepMessageText: { days: 365 } });
    const renamed = await brand.patch(`programs/${made.id}`, { name: 'Makers' });
    expect(renamed.body).toMatchObject({ version: 3, keepMessageText: { days: 365 } });
    const lifted = await brand.patch(`programs/${made.id}`, { keepMessageText: null });
    expect(lifted.body.version).toBe(4);
    expect(lifted.body).not.toHaveProperty('keepMessageText');
    const other = await brand.made('programs', { ...program, keepMessageText: { days: 1 } });
    expect(other).toMatchObject({ version: 1, keepMessageText: { days: 1 } });
    const told = JSON.stringify((await catalog.events(brand.workspaceId)).map(({ body }) => body));
    expect(told).not.toContain('MessageText');
  });

  it.each([
    ['a percentage of a lead', { rewards: [{ ...percentage, on: 'lead' }] }, 'rewards[0].kind'],
    ['a flat reward without an amount', { rewards: [{ on: 'lead', kind: 'flat' }] }, 'rewards[0].amountMinor'],
    ['an amount that is a fraction', { rewards: [{ ...flat, amountMinor: '5.00' }] }, 'rewards[0].amountMinor'],
    ['an amount that is a number', { rewards: [{ ...flat, amountMinor: 500 }] }, 'rewards[0].amountMinor'],
    ['an amount of nothing', { rewards: [{ ...flat, amountMinor: '0' }] }, 'rewards[0].amountMinor'],
    ['a percentage without basis points', { rewards: [{ on: 'sale', kind: 'percentage' }] }, 'rewards[0].basisPoints'],
    ['more than the whole amount', { rewards: [{ ...percentage, basisPoints: 10_001 }] }, 'rewards[0].basisPoints'],
    ['part of a basis point', { rewards: [{ ...percentage, basisPoints: 0.5 }] }, 'rewards[0].basisPoints'],
    ['a reward of both kinds', { rewards: [flat, { ...percentage, amountMinor: '1' }] }, 'rewards[1].amountMinor'],
    ['a flat reward with basis points', { rewards: [{ ...flat, basisPoints: 1 }] }, 'rewards[0].basisPoints'],
    ['an unknown kind of reward', { rewards: [{ on: 'sale', kind: 'gift' }] }, 'rewards[0].kind'],
    ['a reward for nothing we know', { rewards: [{ ...flat, on: 'click' }] }, 'rewards[0].on'],
    ['two rewards for the same', { rewards: [flat, flat] }, 'rewards'],
    ['a reward that is no object', { rewards: ['flat'] }, 'rewards'],
    ['a list in the list of rewards', { rewards: [[flat]] }, 'rewards'],
    ['an empty list in it', { rewards: [[]] }, 'rewards'],
    ['rewards that are no list', { rewards: flat }, 'rewards'],
    ['no rewards at all', { rewards: undefined }, 'rewards'],
    ['a currency of its own', { currency: 'real' }, 'currency'],
    ['a window of no days', { windowDays: 0 }, 'windowDays'],
    ['a hold that lies back', { holdDays: -1 }, 'holdDays'],
    ['a limit of two kinds', { saleLimit: { count: 1, withinDays: 1 } }, 'saleLimit'],
    ['a limit to no sales', { saleLimit: { count: 0 } }, 'saleLimit'],
    ['texts kept for more than a year', { keepMessageText: { days: 366 } }, 'keepMessageText'],
    ['texts kept for no day', { keepMessageText: { days: 0 } }, 'keepMessageText'],
    ['texts kept for half a day', { keepMessageText: { days: 0.5 } }, 'keepMessageText'],
    ['texts kept, and nobody says how long', { keepMessageText: true }, 'keepMessageText'],
    ['texts kept for days and more', { keepMessageText: { days: 1, hours: 1 } }, 'keepMessageText'],
    ['a blank name', { name: '  ' }, 'name'],
  ])('cannot have %s', async (_, wrong, path) => {
    const refused = await brand.post('programs', { ...program, ...wrong });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect(refused.paths.map((at) => at.slice(0, path.length))).toContain(path);
  });

  it('without any reward earns nothing, and may be', async () => {
    expect((await brand.made('programs', { ...program, rewards: [] })).rewards).toEqual([]);
  });
});
