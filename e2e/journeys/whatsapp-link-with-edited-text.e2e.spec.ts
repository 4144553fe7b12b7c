import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Conversation, Conversion, Explanation } from '../src/answers.js';
import { Brand, type Link, type Partner } from '../src/brand.js';
import { deliver } from '../src/deliveries/deliver.js';
import { whatsAppMessage } from '../src/deliveries/whatsapp-cloud.js';
import {
  balancesOf,
  commissionsOf,
  explanationOf,
  funnelRow,
  theConversationOf,
  trialBalanceDifferences,
} from '../src/look.js';
import { aPerson, freshMessageId } from '../src/person.js';
import { settled } from '../src/settled.js';
import { codeIn, tap } from '../src/tap.js';
import { theSystem } from '../src/the-system.js';

describe("a person taps Anna's WhatsApp link, edits the text, signs up and buys", () => {
  const system = theSystem();
  const maria = aPerson();
  const order = `order-${freshMessageId()}`;
  let brand: Brand;
  let anna: Partner;
  let link: Link;
  let target: URL;
  let conversation: Conversation;
  let explanation: Explanation;
  let lead: Conversion;
  let sale: Conversion;

  beforeAll(async () => {
    brand = await Brand.on(system);
    anna = await brand.partner('Anna');
    link = await brand.link(anna, 'whatsapp');
    target = await tap(link);
    const text = `hi!! saw this on insta ${codeIn(target).toLowerCase()}`;
    const message = { id: freshMessageId(), text, at: Date.now() };
    await deliver(brand.connections['whatsapp-cloud'], whatsAppMessage(brand.accounts.whatsapp, maria, message));
    await settled(system);
    conversation = await theConversationOf(system, maria.phone);

    const signup = { conversationId: conversation.id, externalUserId: `user-${maria.phone}` };
    lead = await system.api.post('/v1/conversions', {
      type: 'lead',
      externalId: `signup-${maria.phone}`,
      contact: signup,
    });
    sale = await system.api.post('/v1/conversions', {
      type: 'sale',
      externalId: order,
      contact: { externalUserId: `user-${maria.phone}` },
      amount: { amountMinor: '1999', currency: 'BRL' },
    });
    await settled(system);
    explanation = await explanationOf(system, conversation);
  });

  it("is led to the brand's number with a draft that carries the link's code and this click", () => {
    expect(target.origin).toBe('https://wa.me');
    expect(target.pathname).toBe(`/${brand.accounts.whatsapp.externalIds.phone ?? ''}`);
    expect(codeIn(target)).toMatch(new RegExp(`^${link.textCode}-[2-9A-Z]{6}$`));
  });

  it("the conversation is Anna's, by the click that the text still names", () => {
    expect(conversation).toMatchObject({
      channel: 'whatsapp',
      channelAccountId: brand.accounts.whatsapp.id,
      participantId: maria.phone,
      attribution: {
        status: 'credited',
        matchType: 'click_token',
        version: 1,
        isFinal: false,
        linkId: link.id,
        partnerId: anna.id,
        campaignId: brand.campaignId,
        programId: brand.programId,
      },
    });
    expect(conversation.attribution?.credits).toEqual([
      {
        linkId: link.id,
        partnerId: anna.id,
        campaignId: brand.campaignId,
        programId: brand.programId,
        shareMillionths: 1_000_000,
      },
    ]);
  });

  it('the explanation names the click, the code as it was found, and every verdict', () => {
    expect(explanation.touchpoints).toHaveLength(1);
    expect(explanation.touchpoints[0]).toMatchObject({
      matchType: 'click_token',
      seenBy: [brand.connections['whatsapp-cloud'].id],
      evidence: {
        clickId: expect.stringMatching(/^clk_/),
        linkId: link.id,
        textCode: link.textCode,
        clickPart: codeIn(target).slice(-6),
      },
    });
    const verdicts = explanation.touchpoints[0]?.verdicts ?? [];
    expect(verdicts.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['touch-is-human', 'touch-is-inside-window', 'link-was-active', 'partner-was-active']),
    );
    expect(verdicts.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    expect(explanation.versions).toMatchObject([{ version: 1, status: 'credited', because: 'conversation-opened' }]);
  });

  it("the signup and the sale are Anna's, the sale by the brand's own name for the person", () => {
    expect(lead).toMatchObject({ status: 'attributed', attribution: { partnerId: anna.id } });
    expect(sale).toMatchObject({
      status: 'attributed',
      contactId: conversation.contactId,
      amount: { amountMinor: '1999', currency: 'BRL' },
      attribution: { partnerId: anna.id, linkId: link.id },
    });
  });

  it('Anna earned 2.00 for the opening, 5.00 for the signup and 7.5 % of 19.99', async () => {
    const commissions = await commissionsOf(system, anna);
    const earned = commissions.map(({ on, amount: { amountMinor, currency } }) => `${on} ${amountMinor} ${currency}`);
    expect([...earned].sort()).toEqual(['lead 500 BRL', 'opening 200 BRL', 'sale 150 BRL']);
    expect(await balancesOf(system, anna)).toEqual([
      { currency: 'BRL', pendingMinor: '850', heldMinor: '0', dueMinor: '0', paidMinor: '0', totalMinor: '850' },
    ]);
  });

  it('the trial balance is zero', async () => {
    const differences = await trialBalanceDifferences(system);
    expect(differences.length).toBeGreaterThan(0);
    expect(differences.every((difference) => difference === '0')).toBe(true);
  });

  it('the funnel tells of one click, one conversation, one signup and one sale', async () => {
    const expected = {
      clicks: 1,
      uniqueClicks: 1,
      conversations: 1,
      leads: 1,
      sales: 1,
      money: [{ currency: 'BRL', revenueMinor: '1999', commissionMinor: '850' }],
    };
    expect(await funnelRow(system, 'link', link.id)).toEqual({ key: link.id, ...expected });
    expect(await funnelRow(system, 'partner', anna.id)).toEqual({ key: anna.id, ...expected });
    expect(await funnelRow(system, 'campaign', brand.campaignId)).toEqual({ key: brand.campaignId, ...expected });
  });

  it('reporting the sale again changes nothing', async () => {
    const again = await system.api.ask<Conversion>('POST', '/v1/conversions', {
      type: 'sale',
      externalId: order,
      contact: { externalUserId: `user-${maria.phone}` },
      amount: { amountMinor: '1999', currency: 'BRL' },
    });
    expect(again).toMatchObject({ status: 200, body: { id: sale.id } });
    await settled(system);
    expect(await balancesOf(system, anna)).toMatchObject([{ totalMinor: '850' }]);
  });
});
