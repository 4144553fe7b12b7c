import { beforeAll, describe, expect, it } from '@jest/globals';

import { Brand, type Link, type Partner } from '../src/brand.js';
import { deliver } from '../src/deliveries/deliver.js';
import { linkReferral } from '../src/deliveries/message.js';
import { metaMessage } from '../src/deliveries/meta-graph.js';
import { zernioMessage } from '../src/deliveries/zernio.js';
import { commissionsOf, earnedBy, explanationOf, funnelRow, theConversationOf } from '../src/look.js';
import { aPerson, freshMessageId } from '../src/person.js';
import { conversionNow, reportSale } from '../src/reports.js';
import { settled } from '../src/settled.js';
import { theSystem } from '../src/the-system.js';

describe("a sale that is reported between Zernio's plain copy of a message and Meta's copy with Anna's ref", () => {
  const system = theSystem();
  const maria = aPerson();
  const openedAt = Date.now() - 60_000;
  const message = { id: freshMessageId(), text: 'Hi! How do I join?', at: openedAt };
  const order = `order-${message.id}`;
  let brand: Brand;
  let anna: Partner;
  let link: Link;

  beforeAll(async () => {
    brand = await Brand.on(system);
    anna = await brand.partner('Anna');
    link = await brand.link(anna, 'instagram', { activeFrom: new Date(openedAt - 60_000).toISOString() });
  });

  const theConversation = () => theConversationOf(system, maria.igsid);

  it('is nobody’s while the plain copy is all that is known', async () => {
    await deliver(brand.connections.zernio, zernioMessage(brand.accounts.instagram, maria, message));
    await settled(system);
    const conversation = await theConversation();
    expect(conversation.attribution).toMatchObject({ status: 'organic', version: 1, isFinal: false });
    const sale = await reportSale(system, {
      externalId: order,
      contact: { conversationId: conversation.id },
      occurredAt: new Date(openedAt + 10_000).toISOString(),
    });
    expect(sale).toMatchObject({ status: 'unattributed', reason: 'organic' });
    expect(await earnedBy(system, anna)).toBe('0');
  });

  it("becomes Anna's with the opening, in version 2 of the answer", async () => {
    const referral = linkReferral(link.refCode);
    const withRef = metaMessage(brand.accounts.instagram, maria, { ...message, referral });
    await deliver(brand.connections['meta-graph'], withRef);
    await settled(system);
    const credited = { status: 'credited', matchType: 'ref_code', version: 2, partnerId: anna.id, linkId: link.id };
    expect((await theConversation()).attribution).toMatchObject(credited);
    const sale = await conversionNow(system, order);
    expect(sale).toMatchObject({ status: 'attributed', attribution: { partnerId: anna.id, linkId: link.id } });
    expect(sale).not.toHaveProperty('reason');
  });

  it('pays Anna for both, once each, and counts for her link', async () => {
    expect(await earnedBy(system, anna)).toBe('350');
    const earned = (await commissionsOf(system, anna)).map(({ on, amount }) => `${on} ${amount.amountMinor}`);
    expect([...earned].sort()).toEqual(['opening 200', 'sale 150']);
    expect(await funnelRow(system, 'link', link.id)).toMatchObject({
      conversations: 1,
      sales: 1,
      money: [{ currency: 'BRL', revenueMinor: '1999', commissionMinor: '350' }],
    });
  });

  it('is explained by both versions, and by the copy that changed the answer', async () => {
    const { touchpoints, versions } = await explanationOf(system, await theConversation());
    expect(versions).toMatchObject([
      { version: 1, status: 'organic', because: 'conversation-opened' },
      { version: 2, status: 'credited', because: 'evidence-arrived', supersedes: 1 },
    ]);
    expect(versions).toHaveLength(2);
    expect(touchpoints).toMatchObject([
      { enteredAt: new Date(openedAt).toISOString(), evidence: { ref: link.refCode, linkId: link.id } },
    ]);
    expect(touchpoints[0]?.seenBy).toHaveLength(2);
  });
});
