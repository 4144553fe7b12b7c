import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Conversion } from '../src/answers.js';
import type { Page } from '../src/api.js';
import { Brand, type Link, type Partner } from '../src/brand.js';
import { ClockedSystem } from '../src/clocked-system.js';
import { deliver } from '../src/deliveries/deliver.js';
import { linkReferral } from '../src/deliveries/message.js';
import { metaMessage } from '../src/deliveries/meta-graph.js';
import { balancesOf, explanationOf, theConversationOf } from '../src/look.js';
import { aPerson, freshMessageId, type Person } from '../src/person.js';
import { settled } from '../src/settled.js';

describe('a person writes through a link, and time passes', () => {
  const maria = aPerson();
  const nobody = aPerson();
  let system: ClockedSystem;
  let brand: Brand;
  let anna: Partner;
  let bensLink: Link;

  const write = async (person: Person, link: Link, at = system.now()) => {
    const message = { id: freshMessageId(), text: 'Hi!', at, referral: linkReferral(link.refCode) };
    await deliver(brand.connections['meta-graph'], metaMessage(brand.accounts.instagram, person, message));
    await settled(system);
  };
  const finalized = () => system.published.filter(({ type }) => type === 'whence.attribution.finalized.v1');
  const theSale = async () => (await system.api.get<Page<Conversion>>('/v1/conversions?externalId=order-1')).items[0];

  beforeAll(async () => {
    system = await ClockedSystem.started();
    brand = await Brand.on(system);
    anna = await brand.partner('Anna');
    bensLink = await brand.link(await brand.partner('Ben'), 'instagram');
    await write(maria, await brand.link(anna, 'instagram'));
    await system.api.post('/v1/conversions', {
      type: 'sale',
      externalId: 'order-1',
      contact: { channelIdentity: { channelAccountId: brand.accounts.instagram.id, participantId: nobody.igsid } },
      amount: { amountMinor: '1999', currency: 'BRL' },
    });
  });

  afterAll(() => system.remove());

  it('is Anna’s at first, and may still be another’s', async () => {
    expect((await theConversationOf(system, maria.igsid)).attribution).toMatchObject({
      status: 'credited',
      partnerId: anna.id,
      isFinal: false,
    });
    expect(finalized()).toEqual([]);
    expect(await balancesOf(system, anna)).toMatchObject([{ pendingMinor: '200', dueMinor: '0' }]);
  });

  it('is final after nine days, which is told once', async () => {
    system.daysPass(9);
    await system.until(() => finalized().length > 0);
    const { contactId, attribution } = await theConversationOf(system, maria.igsid);
    expect(attribution).toMatchObject({ status: 'credited', isFinal: true, version: 1 });
    expect(finalized()).toMatchObject([{ key: contactId, body: { contactId, attribution } }]);
    expect(await balancesOf(system, anna)).toMatchObject([{ pendingMinor: '200', dueMinor: '0' }]);
  });

  it('stays Anna’s when older evidence comes too late: it is recorded, and not judged', async () => {
    await write(maria, bensLink, system.now() - 10 * 86_400_000);
    const conversation = await theConversationOf(system, maria.igsid);
    expect(conversation.attribution).toMatchObject({ partnerId: anna.id, isFinal: true, version: 1 });
    const { touchpoints } = await explanationOf(system, conversation);
    const late = touchpoints.find(({ evidence }) => evidence['ref'] === bensLink.refCode);
    expect(late?.verdicts).toEqual([
      { rule: 'received-in-time', outcome: 'refused', reason: 'received-after-finality' },
    ]);
  });

  it('is owed to Anna after her program’s thirty days', async () => {
    system.daysPass(22);
    const isDue = () => system.published.some(({ type }) => type === 'whence.commission.due.v1');
    await system.until(isDue);
    expect(await balancesOf(system, anna)).toMatchObject([{ pendingMinor: '0', dueMinor: '200', totalMinor: '200' }]);
  });

  it('gives up the sale to somebody whom nobody has seen, for good', async () => {
    await system.until(async () => (await settled(system)).parked === 0);
    const givenUp = { status: 'unattributed', reason: 'contact-never-seen', attribution: null };
    expect(await theSale()).toMatchObject(givenUp);
    await write(nobody, bensLink);
    expect(await theSale()).toMatchObject(givenUp);
  });

  it('was told as final once, whatever came after', () => {
    expect(finalized()).toHaveLength(1);
  });
});
