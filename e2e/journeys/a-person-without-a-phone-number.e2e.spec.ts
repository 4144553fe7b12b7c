import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Conversion } from '../src/answers.js';
import { Brand, type Partner } from '../src/brand.js';
import { deliver } from '../src/deliveries/deliver.js';
import { whatsAppMessage } from '../src/deliveries/whatsapp-cloud.js';
import { zernioMessage } from '../src/deliveries/zernio.js';
import { conversationsOf, earnedBy, explanationOf, openingsOf, theConversationOf } from '../src/look.js';
import { aPerson, freshMessageId } from '../src/person.js';
import { settled } from '../src/settled.js';
import { codeIn, tap } from '../src/tap.js';
import { theSystem } from '../src/the-system.js';

describe('a person whose number is hidden behind a username taps Anna’s WhatsApp link', () => {
  const system = theSystem();
  const maria = aPerson();
  const { phone: _hidden, ...withoutPhone } = maria;
  let brand: Brand;
  let anna: Partner;

  beforeAll(async () => {
    brand = await Brand.on(system);
    anna = await brand.partner('Anna');
    const text = `oi! ${codeIn(await tap(await brand.link(anna, 'whatsapp')))}`;
    const message = { id: freshMessageId(), text, at: Date.now() };
    const { whatsapp } = brand.accounts;
    await deliver(brand.connections.zernio, zernioMessage(whatsapp, withoutPhone, message));
    await deliver(brand.connections['whatsapp-cloud'], whatsAppMessage(whatsapp, withoutPhone, message));
    await settled(system);
  });

  it('is one contact with one conversation, by the user id that both providers tell', async () => {
    const conversation = await theConversationOf(system, maria.businessScopedUserId);
    expect(conversation).toMatchObject({
      participantId: maria.businessScopedUserId,
      attribution: { status: 'credited', partnerId: anna.id, matchType: 'click_token' },
    });
    const { touchpoints } = await explanationOf(system, conversation);
    expect(touchpoints.map(({ seenBy }) => seenBy.length)).toEqual([2]);
    expect(await openingsOf(system, conversation)).toHaveLength(1);
  });

  it('is found by that id when she signs up, and Anna is paid for both', async () => {
    const lead = await system.api.post<Conversion>('/v1/conversions', {
      type: 'lead',
      externalId: `signup-${maria.businessScopedUserId}`,
      contact: {
        channelIdentity: { channelAccountId: brand.accounts.whatsapp.id, participantId: maria.businessScopedUserId },
      },
    });
    expect(lead).toMatchObject({ attribution: { partnerId: anna.id } });
    expect(await earnedBy(system, anna)).toBe('700');
  });

  it('stays herself when her number is shown one day', async () => {
    const { whatsapp } = brand.accounts;
    const message = { id: freshMessageId(), text: 'this is my number', at: Date.now() };
    await deliver(brand.connections['whatsapp-cloud'], whatsAppMessage(whatsapp, maria, message));
    await settled(system);
    const [byPhone] = await conversationsOf(system, maria.phone);
    const [byUserId] = await conversationsOf(system, maria.businessScopedUserId);
    expect(byPhone).toMatchObject({ contactId: byUserId?.contactId, attribution: { partnerId: anna.id } });
    expect(await earnedBy(system, anna)).toBe('700');
  });
});
