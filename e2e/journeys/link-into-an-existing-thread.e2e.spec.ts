import { beforeAll, describe, expect, it } from '@jest/globals';

import { Brand, type Link, type Partner } from '../src/brand.js';
import type { Conversation } from '../src/answers.js';
import type { Page } from '../src/api.js';
import { deliver } from '../src/deliveries/deliver.js';
import { linkReferral } from '../src/deliveries/message.js';
import { zernioMessage, zernioReferral } from '../src/deliveries/zernio.js';
import { conversationsOf, explanationOf, theConversationOf } from '../src/look.js';
import { aPerson, freshMessageId } from '../src/person.js';
import { settled } from '../src/settled.js';
import { refIn, tap } from '../src/tap.js';
import { theSystem } from '../src/the-system.js';

describe("Anna's link leads into a thread that exists, and the person writes a moment later", () => {
  const system = theSystem();
  const maria = aPerson();
  let brand: Brand;
  let anna: Partner;
  let link: Link;
  let enteredAt: number;

  beforeAll(async () => {
    brand = await Brand.on(system);
    anna = await brand.partner('Anna');
    link = await brand.link(anna, 'instagram');
    const referral = linkReferral(refIn(await tap(link)));
    enteredAt = Date.now();
    await deliver(
      brand.connections.zernio,
      zernioReferral(brand.accounts.instagram, maria, { referral, at: enteredAt }),
    );
    await settled(system);
  });

  it('is no opened conversation before a message, but one that can be asked for', async () => {
    expect(await conversationsOf(system, maria.igsid)).toEqual([]);
    const { items } = await system.api.get<Page<Conversation>>(
      `/v1/conversations?unopened=true&participantId=${maria.igsid}`,
    );
    expect(items).toMatchObject([{ openedAt: null, attribution: null }]);
  });

  it("is Anna's with the message, and says that the thread is older than what was seen of it", async () => {
    const message = { id: freshMessageId(), text: 'me again', at: enteredAt + 10_000 };
    await deliver(brand.connections.zernio, zernioMessage(brand.accounts.instagram, maria, message));
    await settled(system);

    const conversation = await theConversationOf(system, maria.igsid);
    expect(conversation.openedAt).toBe(new Date(message.at).toISOString());
    expect(conversation.attribution).toMatchObject({
      status: 'credited',
      matchType: 'click_token',
      linkId: link.id,
      partnerId: anna.id,
    });
    const { versions } = await explanationOf(system, conversation);
    expect(versions).toMatchObject([{ version: 1, status: 'credited', flags: ['existing-thread'] }]);
  });
});
