import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Conversation, Conversion } from '../src/answers.js';
import { Brand, type Link, type Partner } from '../src/brand.js';
import { deliver } from '../src/deliveries/deliver.js';
import { linkReferral } from '../src/deliveries/message.js';
import { metaMessage } from '../src/deliveries/meta-graph.js';
import { balancesOf, explanationOf, funnelRow, theConversationOf } from '../src/look.js';
import { aPerson, freshMessageId } from '../src/person.js';
import { settled } from '../src/settled.js';
import { refIn, tap } from '../src/tap.js';
import { theSystem } from '../src/the-system.js';

describe('nobody sent them', () => {
  const system = theSystem();
  const maria = aPerson();
  const openedAt = Date.now() - 60_000;
  let brand: Brand;
  let anna: Partner;
  let link: Link;

  beforeAll(async () => {
    brand = await Brand.on(system);
    anna = await brand.partner('Anna');
    link = await brand.link(anna, 'instagram');
  });

  const write = async (message: {
    readonly text: string;
    readonly at: number;
    readonly ref?: string;
  }): Promise<void> => {
    const { ref, ...said } = message;
    const referral = ref === undefined ? {} : { referral: linkReferral(ref) };
    const delivery = metaMessage(brand.accounts.instagram, maria, { id: freshMessageId(), ...said, ...referral });
    await deliver(brand.connections['meta-graph'], delivery);
    await settled(system);
  };

  const conversation = (): Promise<Conversation> => theConversationOf(system, maria.igsid);

  it('is organic, and stored', async () => {
    await write({ text: 'Do you ship to Porto?', at: openedAt });
    expect((await conversation()).attribution).toMatchObject({ status: 'organic', version: 1, credits: [] });
    const { touchpoints, versions } = await explanationOf(system, await conversation());
    expect(touchpoints).toEqual([]);
    expect(versions).toMatchObject([{ version: 1, status: 'organic', because: 'conversation-opened' }]);
  });

  it('is not stolen by a later link: the touch is recorded, and refused', async () => {
    await write({ text: 'saw you at Anna’s', at: Date.now(), ref: refIn(await tap(link)) });
    expect((await conversation()).attribution).toMatchObject({ status: 'organic', version: 1, credits: [] });
    const { touchpoints, versions } = await explanationOf(system, await conversation());
    expect(versions).toHaveLength(1);
    expect(touchpoints).toHaveLength(1);
    expect(touchpoints[0]).toMatchObject({ matchType: 'click_token', evidence: { linkId: link.id } });
    expect(touchpoints[0]?.verdicts).toContainEqual({
      rule: 'entered-by-the-opening',
      outcome: 'refused',
      reason: 'entered-after-the-opening',
    });
  });

  it('earns nobody anything when they buy', async () => {
    const { id: conversationId } = await conversation();
    const sale = await system.api.post<Conversion>('/v1/conversions', {
      type: 'sale',
      externalId: `order-${freshMessageId()}`,
      contact: { conversationId },
      amount: { amountMinor: '5000', currency: 'BRL' },
    });
    expect(sale).toMatchObject({ status: 'unattributed', reason: 'organic', attribution: { status: 'organic' } });
    await settled(system);
    expect(await balancesOf(system, anna)).toEqual([]);
    expect(await funnelRow(system, 'link', link.id)).toMatchObject({
      clicks: 1,
      conversations: 0,
      sales: 0,
      money: [],
    });
  });
});
