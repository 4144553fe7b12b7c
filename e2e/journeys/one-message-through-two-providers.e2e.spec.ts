import { beforeAll, describe, expect, it } from '@jest/globals';

import { Brand, type Link, type Partner } from '../src/brand.js';
import { deliver } from '../src/deliveries/deliver.js';
import { linkReferral } from '../src/deliveries/message.js';
import { metaMessage } from '../src/deliveries/meta-graph.js';
import { zernioMessage } from '../src/deliveries/zernio.js';
import { commissionsOf, explanationOf, theConversationOf } from '../src/look.js';
import { aPerson, freshMessageId } from '../src/person.js';
import { settled } from '../src/settled.js';
import { refIn, tap } from '../src/tap.js';
import { theSystem } from '../src/the-system.js';

describe('a new Instagram person whose message reaches us without a ref through Zernio, and with it through Meta', () => {
  const system = theSystem();
  let brand: Brand;
  let anna: Partner;
  let link: Link;

  beforeAll(async () => {
    brand = await Brand.on(system);
    anna = await brand.partner('Anna');
    link = await brand.link(anna, 'instagram');
  });

  /** One message of a person who followed the link, as each of the two tells of it. */
  const aMessageSeenTwice = async () => {
    const person = aPerson();
    const ref = refIn(await tap(link));
    const message = { id: freshMessageId(), text: 'Hi! How do I join?', at: Date.now() };
    const plain = zernioMessage(brand.accounts.instagram, person, message);
    const withRef = metaMessage(brand.accounts.instagram, person, { ...message, referral: linkReferral(ref) });
    return {
      person,
      ref,
      throughZernio: () => deliver(brand.connections.zernio, plain),
      throughMeta: () => deliver(brand.connections['meta-graph'], withRef),
    };
  };

  type SeenTwice = Awaited<ReturnType<typeof aMessageSeenTwice>>;

  const expectAnnasOnce = async ({ person, ref }: SeenTwice): Promise<void> => {
    const conversation = await theConversationOf(system, person.igsid);
    expect(conversation.attribution).toMatchObject({
      status: 'credited',
      matchType: 'click_token',
      partnerId: anna.id,
    });
    const { touchpoints } = await explanationOf(system, conversation);
    expect(touchpoints).toHaveLength(1);
    expect(touchpoints[0]?.evidence).toMatchObject({ ref, linkId: link.id });
    const both = [brand.connections.zernio.id, brand.connections['meta-graph'].id];
    expect([...(touchpoints[0]?.seenBy ?? [])].sort()).toEqual(both.sort());
    const ofThis = (await system.api.all<{ contactId?: string }>('/v1/conversions?type=opening')).filter(
      ({ contactId }) => contactId === conversation.contactId,
    );
    expect(ofThis).toHaveLength(1);
  };

  it("is Anna's when Zernio is first: organic for a moment, then superseded", async () => {
    const seen = await aMessageSeenTwice();
    await seen.throughZernio();
    await settled(system);
    const organic = await theConversationOf(system, seen.person.igsid);
    expect(organic.attribution).toMatchObject({ status: 'organic', version: 1 });

    await seen.throughMeta();
    await settled(system);
    await expectAnnasOnce(seen);
    expect((await explanationOf(system, organic)).versions).toMatchObject([
      { version: 1, status: 'organic' },
      { version: 2, status: 'credited', because: 'evidence-arrived', supersedes: 1 },
    ]);
  });

  it("is Anna's when Meta is first", async () => {
    const seen = await aMessageSeenTwice();
    await seen.throughMeta();
    await settled(system);
    await seen.throughZernio();
    await settled(system);
    await expectAnnasOnce(seen);
    expect((await theConversationOf(system, seen.person.igsid)).attribution?.version).toBe(1);
  });

  it.each(['throughZernio', 'throughMeta'] as const)("is Anna's once when one comes again %s", async (again) => {
    const seen = await aMessageSeenTwice();
    for (const send of [seen.throughZernio, seen.throughMeta, seen[again], seen[again]]) {
      await send();
      await settled(system);
    }
    await expectAnnasOnce(seen);
  });

  it("is Anna's once when all of it comes at the same time", async () => {
    const all = await Promise.all(Array.from({ length: 8 }, aMessageSeenTwice));
    await Promise.all(
      all.flatMap((seen) => [seen.throughMeta(), seen.throughZernio(), seen.throughZernio(), seen.throughMeta()]),
    );
    await settled(system);
    for (const seen of all) await expectAnnasOnce(seen);
  });

  it('pays Anna once for each of the people', async () => {
    const commissions = await commissionsOf(system, anna);
    const conversions = new Set(commissions.map(({ conversionId }) => conversionId));
    expect(commissions.filter(({ status }) => status === 'pending')).toHaveLength(commissions.length);
    expect(conversions.size).toBe(commissions.length);
    expect(commissions).toHaveLength(12);
  });
});
