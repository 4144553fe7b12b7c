import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Conversation } from '../src/answers.js';
import { Brand, type Link, type Partner } from '../src/brand.js';
import { deliver } from '../src/deliveries/deliver.js';
import { linkReferral } from '../src/deliveries/message.js';
import { metaMessage } from '../src/deliveries/meta-graph.js';
import { whatsAppMessage } from '../src/deliveries/whatsapp-cloud.js';
import { balancesOf, theConversationOf, trialBalanceDifferences } from '../src/look.js';
import { aPerson, freshMessageId } from '../src/person.js';
import { settled } from '../src/settled.js';
import { theSystem } from '../src/the-system.js';

interface ContactJoin {
  readonly id: string;
  readonly keptContactId: string;
  readonly absorbedContactId: string;
  readonly because: string;
  readonly separatedAt?: string;
}

describe('a person who came by Anna’s link on Instagram, and an hour later wrote on WhatsApp with Ben’s code', () => {
  const system = theSystem();
  const maria = aPerson();
  const hour = 3_600_000;
  let brand: Brand;
  let anna: Partner;
  let ben: Partner;
  let bensLink: Link;

  const onInstagram = () => theConversationOf(system, maria.igsid);
  const onWhatsApp = () => theConversationOf(system, maria.phone);
  const earned = async (): Promise<readonly string[]> => {
    await settled(system);
    const balances = [await balancesOf(system, anna), await balancesOf(system, ben)];
    return balances.map(([balance]) => balance?.totalMinor ?? '0');
  };
  const signUp = (externalId: string, contact: object): Promise<{ readonly status: number }> =>
    system.api.ask('POST', '/v1/conversions', { type: 'lead', externalId: `${externalId}-${maria.phone}`, contact });

  beforeAll(async () => {
    brand = await Brand.on(system);
    anna = await brand.partner('Anna');
    ben = await brand.partner('Ben');
    const activeFrom = new Date(Date.now() - 3 * hour).toISOString();
    const annasLink = await brand.link(anna, 'instagram', { activeFrom });
    bensLink = await brand.link(ben, 'whatsapp', { activeFrom });
    const hello = {
      id: freshMessageId(),
      text: 'Hi!',
      at: Date.now() - hour,
      referral: linkReferral(annasLink.refCode),
    };
    const code = { id: freshMessageId(), text: `oi, ${bensLink.textCode}`, at: Date.now() };
    await deliver(brand.connections['whatsapp-cloud'], whatsAppMessage(brand.accounts.whatsapp, maria, code));
    await deliver(brand.connections['meta-graph'], metaMessage(brand.accounts.instagram, maria, hello));
    await settled(system);
  });

  it('is two contacts while nobody knows, and both partners earn an opening', async () => {
    expect((await onInstagram()).contactId).not.toBe((await onWhatsApp()).contactId);
    expect(await earned()).toEqual(['200', '200']);
  });

  it('is one contact once a signup names both, and the first conversation says who brought her', async () => {
    const user = { externalUserId: `user-${maria.phone}` };
    await signUp('seen', { conversationId: (await onInstagram()).id, ...user });
    const byPhone = { channelAccountId: brand.accounts.whatsapp.id, participantId: maria.phone };
    expect(await signUp('signup', { channelIdentity: byPhone, ...user })).toMatchObject({
      status: 201,
      body: { attribution: { partnerId: anna.id } },
    });
    expect((await onWhatsApp()).contactId).toBe((await onInstagram()).contactId);
    expect((await onWhatsApp()).attribution).toMatchObject({ status: 'credited', partnerId: anna.id });
    // One opening and one lead reward for one person, whatever she is called.
    expect(await earned()).toEqual(['700', '0']);
    expect(new Set(await trialBalanceDifferences(system))).toEqual(new Set(['0']));
  });

  it('can be taken apart again: then everything is as if they had never been joined', async () => {
    const { contactId } = await onInstagram();
    const { items } = await system.api.get<{ items: readonly ContactJoin[] }>(
      `/v1/contact-joins?contactId=${contactId}`,
    );
    expect(items).toEqual([expect.objectContaining({ keptContactId: contactId, because: 'conversion' })]);
    const separated = await system.api.delete<ContactJoin>(`/v1/contact-joins/${items[0]?.id}`);
    expect(typeof separated.separatedAt).toBe('string');
    expect((await onWhatsApp()).attribution).toMatchObject({ partnerId: ben.id, matchType: 'text_code' });
    expect(await earned()).toEqual(['700', '700']);
    expect(await system.api.ask('DELETE', `/v1/contact-joins/${items[0]?.id}`)).toMatchObject({ status: 404 });
  });

  it('stays apart whatever a conversion says, and the contradiction is on record', async () => {
    const byPhone = { channelAccountId: brand.accounts.whatsapp.id, participantId: maria.phone };
    const both = { conversationId: (await onInstagram()).id, channelIdentity: byPhone };
    expect(await signUp('again', both)).toMatchObject({ status: 409, body: { code: 'contact-contradiction' } });
    const { contactId } = await onInstagram();
    const conflicts = await system.api.get(`/v1/identity-conflicts?contactId=${contactId}`);
    expect(conflicts).toMatchObject({ items: [{ because: 'conversion', reason: 'told-apart' }] });
  });

  it('is joined when the brand says so, and not twice', async () => {
    const said = async () => ({
      conversationIds: [(await onInstagram()).id, (await onWhatsApp()).id],
      reason: 'the same loyalty card',
    });
    const join = await system.api.post<ContactJoin>('/v1/contact-joins', await said());
    expect(join).toMatchObject({ because: 'tenant', reason: 'the same loyalty card' });
    expect(await earned()).toEqual(['700', '0']);
    expect(await system.api.ask('POST', '/v1/contact-joins', await said())).toMatchObject({
      status: 409,
      body: { code: 'already-one-contact' },
    });
  });
});

describe('somebody on WhatsApp who is known by a number, then by a user id, then by both', () => {
  const system = theSystem();
  const person = aPerson();

  it('is one contact with one opening in the end', async () => {
    const brand = await Brand.on(system);
    const anna = await brand.partner('Anna');
    const link = await brand.link(anna, 'whatsapp', { activeFrom: new Date(Date.now() - 60_000).toISOString() });
    const tell = async (shown: Parameters<typeof whatsAppMessage>[1], text: string, at: number): Promise<void> => {
      const message = { id: freshMessageId(), text, at };
      await deliver(brand.connections['whatsapp-cloud'], whatsAppMessage(brand.accounts.whatsapp, shown, message));
    };
    const { phone, businessScopedUserId } = person;
    const at = Date.now() - 30_000;
    await tell({ businessScopedUserId }, `oi! ${link.textCode}`, at);
    await tell({ phone }, 'hello?', at + 5_000);
    await settled(system);
    const before = (await conversationsByBoth()).map(({ attribution }) => attribution?.status);
    expect(before.sort()).toEqual(['credited', 'organic']);

    await tell({ phone, businessScopedUserId }, 'it is me', at + 10_000);
    await settled(system);
    const conversations = await conversationsByBoth();
    expect(new Set(conversations.map(({ contactId }) => contactId)).size).toBe(1);
    for (const { attribution } of conversations) {
      expect(attribution).toMatchObject({ status: 'credited', partnerId: anna.id });
    }
    expect((await balancesOf(system, anna))[0]?.totalMinor).toBe('200');
  });

  const conversationsByBoth = async (): Promise<readonly Conversation[]> => {
    const found = [];
    for (const id of [person.phone, person.businessScopedUserId]) {
      const { items } = await system.api.get<{ items: readonly Conversation[] }>(
        `/v1/conversations?participantId=${id}`,
      );
      found.push(...items);
    }
    return [...new Map(found.map((conversation) => [conversation.id, conversation])).values()];
  };
});
