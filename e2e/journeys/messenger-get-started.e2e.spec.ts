import { beforeAll, describe, expect, it } from '@jest/globals';

import { Brand, type Link, type Partner } from '../src/brand.js';
import { deliver } from '../src/deliveries/deliver.js';
import { linkReferral } from '../src/deliveries/message.js';
import { metaGetStarted } from '../src/deliveries/meta-graph.js';
import { explanationOf, theConversationOf } from '../src/look.js';
import { aPerson, freshMessageId } from '../src/person.js';
import { settled } from '../src/settled.js';
import { refIn, tap } from '../src/tap.js';
import { theSystem } from '../src/the-system.js';

describe('a Messenger newcomer taps Get Started', () => {
  const system = theSystem();
  const maria = aPerson();
  let brand: Brand;
  let anna: Partner;
  let link: Link;
  let target: URL;

  beforeAll(async () => {
    brand = await Brand.on(system);
    anna = await brand.partner('Anna');
    link = await brand.link(anna, 'messenger');
    target = await tap(link);
    const postback = { id: freshMessageId(), at: Date.now(), referral: linkReferral(refIn(target)) };
    await deliver(brand.connections['meta-graph'], metaGetStarted(brand.accounts.messenger, maria, postback));
    await settled(system);
  });

  it("is led to the brand's page", () => {
    expect(`${target.origin}${target.pathname}`).toBe(`https://m.me/${brand.accounts.messenger.handle}`);
  });

  it("is Anna's: the ref came in postback.referral, and the postback opened the conversation", async () => {
    const conversation = await theConversationOf(system, maria.psid);
    expect(conversation).toMatchObject({
      channel: 'messenger',
      attribution: { status: 'credited', matchType: 'click_token', linkId: link.id, partnerId: anna.id },
    });
    expect(conversation.openedAt).not.toBeNull();
    const { touchpoints } = await explanationOf(system, conversation);
    expect(touchpoints).toMatchObject([{ evidence: { delivered: linkReferral(refIn(target)) } }]);
  });
});
