import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Conversation } from '../src/answers.js';
import { Brand, type Link, type Partner } from '../src/brand.js';
import { deliver } from '../src/deliveries/deliver.js';
import { linkReferral } from '../src/deliveries/message.js';
import { metaMessage } from '../src/deliveries/meta-graph.js';
import { balancesOf, explanationOf, theConversationOf, trialBalanceDifferences } from '../src/look.js';
import { aPerson, freshMessageId } from '../src/person.js';
import { settled } from '../src/settled.js';
import { theSystem } from '../src/the-system.js';

describe("a person whom Anna's link brought, and of whom somebody says that Ben did", () => {
  const system = theSystem();
  const maria = aPerson();
  let anna: Partner;
  let ben: Partner;
  let bensLink: Link;
  let conversation: Conversation;

  beforeAll(async () => {
    const brand = await Brand.on(system);
    anna = await brand.partner('Anna');
    ben = await brand.partner('Ben');
    const annasLink = await brand.link(anna, 'instagram');
    bensLink = await brand.link(ben, 'instagram');
    const referral = linkReferral(annasLink.refCode);
    const message = { id: freshMessageId(), text: 'Hi!', at: Date.now(), referral };
    await deliver(brand.connections['meta-graph'], metaMessage(brand.accounts.instagram, maria, message));
    await settled(system);
    conversation = await theConversationOf(system, maria.igsid);
    await system.api.post('/v1/conversions', {
      type: 'lead',
      externalId: `signup-${conversation.id}`,
      contact: { conversationId: conversation.id },
    });
    await settled(system);
  });

  const earned = async (partner: Partner): Promise<string> => {
    await settled(system);
    const [balance] = await balancesOf(system, partner);
    return balance?.totalMinor ?? '0';
  };

  it('is Anna’s, opening and signup', async () => {
    expect(conversation.attribution).toMatchObject({ status: 'credited', partnerId: anna.id });
    expect([await earned(anna), await earned(ben)]).toEqual(['700', '0']);
  });

  it('is Ben’s by a word, with everything she did, and the money goes with it', async () => {
    const path = `/v1/conversations/${conversation.id}/override`;
    const overridden = await system.api.post<Conversation>(path, {
      linkId: bensLink.id,
      reason: 'Ben showed us the chat',
    });
    expect(overridden.attribution).toMatchObject({ matchType: 'manual', partnerId: ben.id, version: 2 });
    expect([await earned(anna), await earned(ben)]).toEqual(['0', '700']);
  });

  it('is nobody’s by another word', async () => {
    const path = `/v1/conversations/${conversation.id}/override`;
    await system.api.post(path, { organic: true, reason: 'she has always been a customer' });
    expect([await earned(anna), await earned(ben)]).toEqual(['0', '0']);
  });

  it('is Anna’s again once it is taken back, exactly as it was, and every step is told', async () => {
    const restored = await system.api.delete<Conversation>(`/v1/conversations/${conversation.id}/override`);
    expect(restored.attribution).toEqual({
      ...conversation.attribution,
      version: 4,
      decidedAt: restored.attribution?.decidedAt,
    });
    expect([await earned(anna), await earned(ben)]).toEqual(['700', '0']);
    const { versions } = await explanationOf(system, conversation);
    expect(versions.map(({ because }) => because)).toEqual([
      'conversation-opened',
      'overridden',
      'overridden',
      'override-revoked',
    ]);
    expect(new Set(await trialBalanceDifferences(system))).toEqual(new Set(['0']));
  });

  it.each([
    ['nothing', { reason: 'why' }, 400, 'invalid-request'],
    ['no reason', { organic: true }, 400, 'invalid-request'],
    [
      'somebody and nobody',
      { organic: true, partnerId: 'prt_01KAQ3ZV5N8T2M4R6P7S9W1X4J', reason: 'why' },
      400,
      'invalid-request',
    ],
    ['a stranger', { partnerId: 'prt_01KAQ3ZV5N8T2M4R6P7S9W1X4J', reason: 'why' }, 404, 'unknown-reference'],
  ])('is not overridden by whoever names %s', async (_, body, ...refusal) => {
    const answer = await system.api.ask<{ code: string }>(
      'POST',
      `/v1/conversations/${conversation.id}/override`,
      body,
    );
    expect([answer.status, answer.body.code]).toEqual(refusal);
  });

  it('has no override to take back twice', async () => {
    const answer = await system.api.ask<{ code: string }>('DELETE', `/v1/conversations/${conversation.id}/override`);
    expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
  });
});
