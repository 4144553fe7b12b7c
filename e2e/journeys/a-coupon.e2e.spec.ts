import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Conversation, Conversion } from '../src/answers.js';
import { Brand, type Partner } from '../src/brand.js';
import { deliver } from '../src/deliveries/deliver.js';
import { metaMessage } from '../src/deliveries/meta-graph.js';
import { balancesOf, explanationOf, theConversationOf } from '../src/look.js';
import { aPerson, freshDigits, freshMessageId } from '../src/person.js';
import { settled } from '../src/settled.js';
import { theSystem } from '../src/the-system.js';

describe('a coupon', () => {
  const system = theSystem();
  const annasCode = `ANNA${freshDigits(6, '')}`;
  const bensCode = `BEN-${freshDigits(6, '')}`;
  let brand: Brand;
  let anna: Partner;
  let ben: Partner;

  const couponOf = (partner: Partner, code: string, said: { readonly activeFrom?: string } = {}) =>
    system.api.post('/v1/coupons', { ...said, code, partnerId: partner.id, programId: brand.programId });

  beforeAll(async () => {
    brand = await Brand.on(system);
    anna = await brand.partner('Anna');
    ben = await brand.partner('Ben');
    await couponOf(anna, annasCode, { activeFrom: '2026-01-01T00:00:00.000Z' });
  });

  const written = async (text: string): Promise<Conversation> => {
    const person = aPerson();
    const message = { id: freshMessageId(), text, at: Date.now() };
    await deliver(brand.connections['meta-graph'], metaMessage(brand.accounts.instagram, person, message));
    await settled(system);
    return theConversationOf(system, person.igsid);
  };

  const signedUp = (conversation: Conversation, coupon?: string) =>
    system.api.post<Conversion>('/v1/conversions', {
      type: 'lead',
      externalId: `signup-${conversation.id}`,
      contact: { conversationId: conversation.id },
      ...(coupon === undefined ? {} : { coupon }),
    });

  const earned = async (partner: Partner): Promise<string> => {
    await settled(system);
    const [balance] = await balancesOf(system, partner);
    return balance?.totalMinor ?? '0';
  };

  it('that a person writes, in small letters, brings the conversation and its money to its partner', async () => {
    const conversation = await written(`Hi! My code is ${annasCode.toLowerCase()} :)`);
    expect(conversation.attribution).toMatchObject({
      status: 'credited',
      matchType: 'coupon',
      partnerId: anna.id,
      programId: brand.programId,
    });
    const { touchpoints } = await explanationOf(system, conversation);
    expect(touchpoints).toMatchObject([{ matchType: 'coupon', evidence: { coupon: annasCode } }]);
    await signedUp(conversation);
    expect(await earned(anna)).toBe('700');
  });

  it('is a word like others until it is registered, and decides then from when it was issued', async () => {
    const conversation = await written(`I have ${bensCode}`);
    expect(conversation.attribution).toMatchObject({ status: 'organic' });
    await couponOf(ben, bensCode, { activeFrom: '2026-01-01T00:00:00.000Z' });
    await settled(system);
    const { attribution, versions } = await explanationOf(system, conversation);
    expect(attribution).toMatchObject({ status: 'credited', matchType: 'coupon', partnerId: ben.id, version: 2 });
    expect(versions.map(({ because }) => because)).toEqual(['conversation-opened', 'catalogue-changed']);
    expect(await earned(ben)).toBe('200');
  });

  it('that is given at signup does not take who came of his own accord, and the explanation says why', async () => {
    const conversation = await written('Hi!');
    const before = await earned(anna);
    expect(await signedUp(conversation, annasCode)).toMatchObject({
      status: 'unattributed',
      reason: 'organic',
      coupon: annasCode,
    });
    expect(await earned(anna)).toBe(before);
    const { attribution, touchpoints } = await explanationOf(system, conversation);
    expect(attribution).toMatchObject({ status: 'organic', version: 1 });
    expect(touchpoints).toMatchObject([{ matchType: 'coupon', evidence: { coupon: annasCode }, seenBy: [] }]);
    expect(touchpoints.flatMap(({ verdicts }) => verdicts.flatMap(({ reason }) => reason ?? []))).toEqual([
      'entered-after-the-opening',
    ]);
  });

  it('that nobody has is taken all the same, and told of as unknown', async () => {
    const conversation = await written('Hello!');
    expect(await signedUp(conversation, 'NOBODYS-COUPON')).toMatchObject({ status: 'unattributed', reason: 'organic' });
    const { touchpoints } = await explanationOf(system, conversation);
    expect(touchpoints.flatMap(({ verdicts }) => verdicts.flatMap(({ reason }) => reason ?? []))).toContain(
      'unknown-coupon',
    );
  });
});
