import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Brand, type Partner } from '../src/brand.js';
import { ClockedSystem } from '../src/clocked-system.js';
import { deliver } from '../src/deliveries/deliver.js';
import { metaMessage } from '../src/deliveries/meta-graph.js';
import { whatsAppMessage } from '../src/deliveries/whatsapp-cloud.js';
import { earnedBy, theConversationOf } from '../src/look.js';
import { aPerson, freshMessageId } from '../src/person.js';
import { reportSale } from '../src/reports.js';
import { settled } from '../src/settled.js';

describe('Instagram organic on the 1st; WhatsApp credited and paid on the 5th; joined on the 20th', () => {
  const maria = aPerson();
  let system: ClockedSystem;
  let brand: Brand;
  let anna: Partner;

  const both = () => Promise.all([theConversationOf(system, maria.igsid), theConversationOf(system, maria.phone)]);

  beforeAll(async () => {
    system = await ClockedSystem.started();
    brand = await Brand.on(system);
    anna = await brand.partner('Anna');
    const link = await brand.link(anna, 'whatsapp');
    const hello = { id: freshMessageId(), text: 'Hi!', at: system.now() };
    await deliver(brand.connections['meta-graph'], metaMessage(brand.accounts.instagram, maria, hello));
    await settled(system);
    system.daysPass(4);
    const code = { id: freshMessageId(), text: `oi ${link.textCode}`, at: system.now() };
    await deliver(brand.connections['whatsapp-cloud'], whatsAppMessage(brand.accounts.whatsapp, maria, code));
    await settled(system);
    system.daysPass(15);
    const finalized = () => system.published.filter(({ type }) => type === 'whence.attribution.finalized.v1');
    await system.until(() => finalized().length === 2);
  });

  afterAll(() => system.remove());

  it('both stay, and Anna keeps what she earned', async () => {
    const conversationIds = (await both()).map(({ id }) => id);
    await system.api.post('/v1/contact-joins', { conversationIds, reason: 'the same loyalty card' });
    await settled(system);
    const attributions = (await both()).map(({ attribution }) => attribution);
    expect(attributions).toMatchObject([
      { status: 'organic', isFinal: true, version: 1 },
      { status: 'credited', isFinal: true, version: 1, partnerId: anna.id },
    ]);
    expect(await earnedBy(system, anna)).toBe('200');
  });

  it('later conversions take the first: organic', async () => {
    const channelIdentity = { channelAccountId: brand.accounts.whatsapp.id, participantId: maria.phone };
    const sale = {
      externalId: 'order-1',
      contact: { channelIdentity },
      occurredAt: new Date(system.now()).toISOString(),
    };
    expect(await reportSale(system, sale)).toMatchObject({ status: 'unattributed', reason: 'organic' });
    expect(await earnedBy(system, anna)).toBe('200');
  });
});
