import { beforeAll, describe, expect, it } from '@jest/globals';

import type { ChannelName, Conversation, Explanation } from '../src/answers.js';
import { Brand, type Link, type Partner } from '../src/brand.js';
import { deliver } from '../src/deliveries/deliver.js';
import { linkReferral } from '../src/deliveries/message.js';
import { metaMessage } from '../src/deliveries/meta-graph.js';
import { whatsAppMessage } from '../src/deliveries/whatsapp-cloud.js';
import { earnedBy, explanationOf, theConversationOf } from '../src/look.js';
import { aPerson, freshMessageId, type Person } from '../src/person.js';
import { reportSale } from '../src/reports.js';
import { settled } from '../src/settled.js';
import { refIn, tap } from '../src/tap.js';
import { theSystem } from '../src/the-system.js';

const system = theSystem();
let brand: Brand;
let anna: Partner;
let ben: Partner;

beforeAll(async () => {
  brand = await Brand.on(system);
  anna = await brand.partner('Anna');
  ben = await brand.partner('Ben');
});

const typed = async (text: string, maria = aPerson()): Promise<Conversation> => {
  const message = { id: freshMessageId(), text, at: Date.now() };
  await deliver(brand.connections['whatsapp-cloud'], whatsAppMessage(brand.accounts.whatsapp, maria, message));
  await settled(system);
  return theConversationOf(system, maria.phone);
};

/** Nobody is credited, for this reason; and what is bought then earns neither partner anything. */
const expectNobody = async (conversation: Conversation, reason: string): Promise<void> => {
  expect(conversation.attribution).toMatchObject({ status: 'unattributed', reason, credits: [] });
  const contact = { conversationId: conversation.id };
  const sale = await reportSale(system, { externalId: `order-${conversation.id}`, contact });
  expect(sale).toMatchObject({ status: 'unattributed', reason });
  expect([await earnedBy(system, anna), await earnedBy(system, ben)]).toEqual(['0', '0']);
};

const refusals = ({ touchpoints }: Explanation): readonly string[] =>
  touchpoints.flatMap(({ verdicts }) =>
    verdicts.flatMap(({ rule, outcome, reason }) => (outcome === 'refused' ? `${rule}: ${reason}` : [])),
  );

describe('a text', () => {
  let links: readonly [Link, Link];

  beforeAll(async () => {
    links = [await brand.link(anna, 'whatsapp'), await brand.link(ben, 'whatsapp')];
  });

  it('with the codes of two partners is ambiguous, and each of them is told so', async () => {
    const [annas, bens] = links;
    const conversation = await typed(`Anna gave me ${annas.textCode}, or was it ${bens.textCode}?`);
    await expectNobody(conversation, 'ambiguous');
    const explanation = await explanationOf(system, conversation);
    expect(explanation.touchpoints.map(({ evidence }) => evidence['textCode']).sort()).toEqual(
      [annas.textCode, bens.textCode].sort(),
    );
    expect(refusals(explanation)).toEqual(['code-is-unambiguous: ambiguous', 'code-is-unambiguous: ambiguous']);
  });

  it('with one wrong character is damaged, and never anybody else’s', async () => {
    const [{ textCode }] = links;
    const last = textCode.length - 1;
    const damaged = `${textCode.slice(0, last)}${textCode.endsWith('7') ? '8' : '7'}`;
    const conversation = await typed(`hi! ${damaged}`);
    await expectNobody(conversation, 'damaged');
    const explanation = await explanationOf(system, conversation);
    expect(explanation.touchpoints).toMatchObject([{ evidence: { damagedCode: damaged } }]);
    expect(explanation.touchpoints[0]?.evidence).not.toHaveProperty('linkId');
    expect(refusals(explanation)).toEqual(['code-is-intact: damaged']);
  });
});

describe('a partner who writes through her own link', () => {
  const registered = (channel: ChannelName, participantId: string) =>
    system.api.post(`/v1/partners/${anna.id}/identities`, { channel, participantId });

  const tapped = async (herself: Person): Promise<Conversation> => {
    const referral = linkReferral(refIn(await tap(await brand.link(anna, 'instagram'))));
    const message = { id: freshMessageId(), text: 'Is my link working?', at: Date.now(), referral };
    await deliver(brand.connections['meta-graph'], metaMessage(brand.accounts.instagram, herself, message));
    await settled(system);
    return theConversationOf(system, herself.igsid);
  };

  it('is not her own customer', async () => {
    const herself = aPerson();
    await registered('instagram', herself.igsid);
    const conversation = await tapped(herself);
    await expectNobody(conversation, 'self-referral');
    const explanation = await explanationOf(system, conversation);
    expect(explanation.touchpoints).toMatchObject([{ matchType: 'click_token' }]);
    expect(refusals(explanation)).toEqual(['partner-is-not-the-customer: self-referral']);
  });

  it('is not by WhatsApp either, under a number that was written down for people', async () => {
    const herself = aPerson();
    await registered('whatsapp', `+${herself.phone}`);
    const link = await brand.link(anna, 'whatsapp');
    await expectNobody(await typed(`me: ${link.textCode}`, herself), 'self-referral');
  });

  it('loses what she earned by herself as soon as it is known that it was she', async () => {
    const herself = aPerson();
    const conversation = await tapped(herself);
    expect(conversation.attribution).toMatchObject({ status: 'credited', partnerId: anna.id });
    expect(await earnedBy(system, anna)).toBe('200');

    await registered('instagram', herself.igsid);
    await settled(system);
    await expectNobody(await theConversationOf(system, herself.igsid), 'self-referral');
    expect((await explanationOf(system, conversation)).versions).toMatchObject([
      { version: 1, status: 'credited' },
      { version: 2, status: 'unattributed', because: 'catalogue-changed', supersedes: 1 },
    ]);
  });
});
