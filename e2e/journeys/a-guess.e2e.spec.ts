import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Conversation } from '../src/answers.js';
import { Brand, type Link, type Partner } from '../src/brand.js';
import { deliver } from '../src/deliveries/deliver.js';
import { linkReferral } from '../src/deliveries/message.js';
import { metaMessage } from '../src/deliveries/meta-graph.js';
import { zernioMessage } from '../src/deliveries/zernio.js';
import { earnedBy, explanationOf, theConversationOf } from '../src/look.js';
import { aPerson, freshMessageId } from '../src/person.js';
import { settled } from '../src/settled.js';
import { tap } from '../src/tap.js';
import { theSystem } from '../src/the-system.js';
import { aTenantThatWants, type Tenant } from '../src/workspace.js';

describe('where a workspace wants guesses, a tap on a short link and then a plain message', () => {
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await aTenantThatWants(theSystem(), { inference: 'on' });
  });

  /** Each time at a brand with accounts of its own: a guess weighs everything that happened on the account about then. */
  const aTapAndAMessage = async (terms: object = {}) => {
    const brand = await Brand.on(tenant);
    await tenant.api.patch(`/v1/programs/${brand.programId}`, terms);
    const anna = await brand.partner('Anna');
    const link = await brand.link(anna, 'instagram');
    await tap(link);
    await settled(tenant);
    const person = aPerson();
    const message = { id: freshMessageId(), text: 'Hi!', at: Date.now() };
    await deliver(brand.connections.zernio, zernioMessage(brand.accounts.instagram, person, message));
    await settled(tenant);
    return { brand, anna, link, person, message, conversation: await theConversationOf(tenant, person.igsid) };
  };

  const inferred = (link: Link) => ({ status: 'credited', matchType: 'inferred', linkId: link.id });

  const expectNobodyEarns = async (conversation: Conversation, partner: Partner): Promise<void> => {
    expect(conversation.attribution).not.toHaveProperty('partnerId');
    expect(conversation.attribution?.credits).toEqual([expect.not.objectContaining({ partnerId: partner.id })]);
    expect(await earnedBy(tenant, partner)).toBe('0');
  };

  it('are credited to link and campaign, and earn nobody anything', async () => {
    const { brand, anna, link, conversation } = await aTapAndAMessage();
    expect(conversation.attribution).toMatchObject({ ...inferred(link), campaignId: brand.campaignId });
    await expectNobodyEarns(conversation, anna);

    const { touchpoints, inference } = await explanationOf(tenant, conversation);
    expect(touchpoints).toEqual([]);
    expect(inference).toMatchObject({ outcome: 'inferred', candidates: [{ linkId: link.id }] });
    const [candidate] = inference?.candidates ?? [];
    expect(candidate?.clickId).toMatch(/^clk_/);
    expect(candidate?.likelihood).toBeLessThan(1);
    expect(candidate?.reasons).toContainEqual(expect.stringMatching(/^The link was clicked \d+ s before/));
  });

  it('earn the partner her opening where the program pays for guesses', async () => {
    const { anna, link, conversation } = await aTapAndAMessage({ paysInferred: true });
    expect(conversation.attribution).toMatchObject({ ...inferred(link), partnerId: anna.id });
    expect(await earnedBy(tenant, anna)).toBe('200');
  });

  it('are a guess only until something is known: then it is the other partner’s', async () => {
    const { brand, anna, person, message, conversation } = await aTapAndAMessage({ paysInferred: true });
    const ben = await brand.partner('Ben');
    const activeFrom = new Date(message.at - 60_000).toISOString();
    const referral = linkReferral((await brand.link(ben, 'instagram', { activeFrom })).refCode);
    const withRef = metaMessage(brand.accounts.instagram, person, { ...message, referral });
    await deliver(brand.connections['meta-graph'], withRef);
    await settled(tenant);

    const { attribution, versions, inference } = await explanationOf(tenant, conversation);
    expect(attribution).toMatchObject({ status: 'credited', matchType: 'ref_code', partnerId: ben.id, version: 2 });
    expect(versions[1]).toMatchObject({ because: 'evidence-arrived', supersedes: 1 });
    expect(inference).toBeUndefined();
    expect([await earnedBy(tenant, anna), await earnedBy(tenant, ben)]).toEqual(['0', '200']);
  });
});
