import { beforeAll, describe, expect, it } from '@jest/globals';

import { Brand } from '../src/brand.js';
import { deliver } from '../src/deliveries/deliver.js';
import { metaMessage } from '../src/deliveries/meta-graph.js';
import { whatsAppMessage } from '../src/deliveries/whatsapp-cloud.js';
import { explanationOf, funnelRow, theConversationOf } from '../src/look.js';
import { aPerson, freshDigits, freshMessageId } from '../src/person.js';
import { settled } from '../src/settled.js';
import { theSystem } from '../src/the-system.js';

describe('an ad leads into a chat', () => {
  const system = theSystem();
  let brand: Brand;

  beforeAll(async () => {
    brand = await Brand.on(system);
  });

  /** Ad ids have 18 digits, more than a JavaScript number can hold. */
  const anAdId = (): string => `${freshDigits(17, '1203')}7`;

  const registerAd = (externalId: string): Promise<{ id: string }> =>
    system.api.post('/v1/ads', { externalId, campaignId: brand.campaignId });

  const writeAfterAd = async (adId: string, ctwaClid: string) => {
    const person = aPerson();
    const referral = {
      source_url: 'https://fb.me/2abc',
      source_id: adId,
      source_type: 'ad',
      headline: 'Autumn',
      body: 'Write to us',
      media_type: 'image',
      image_url: 'https://cdn.example/i.jpg',
      ctwa_clid: ctwaClid,
      welcome_message: { text: 'Hello!' },
    };
    const message = { id: freshMessageId(), text: 'Is this still on?', at: Date.now(), referral };
    await deliver(brand.connections['whatsapp-cloud'], whatsAppMessage(brand.accounts.whatsapp, person, message));
    await settled(system);
    return { conversation: await theConversationOf(system, person.phone), referral };
  };

  it("is its campaign's on WhatsApp, and the platform's click id and ad id are kept to the last digit", async () => {
    const externalId = anAdId();
    const ad = await registerAd(externalId);
    const { conversation, referral } = await writeAfterAd(externalId, 'ARAkLkA8rmlFeiCktEJQ');
    expect(conversation.attribution).toMatchObject({
      status: 'credited',
      matchType: 'ad_referral',
      adId: ad.id,
      campaignId: brand.campaignId,
    });
    const { touchpoints } = await explanationOf(system, conversation);
    expect(touchpoints).toHaveLength(1);
    expect(touchpoints[0]?.evidence).toMatchObject({
      adId: ad.id,
      sourceId: externalId,
      ctwaClid: 'ARAkLkA8rmlFeiCktEJQ',
      delivered: referral,
    });
  });

  it('is decided about again when the ad is registered only after the message', async () => {
    const externalId = anAdId();
    const { conversation } = await writeAfterAd(externalId, 'ARB-late');
    expect(conversation.attribution).toMatchObject({ status: 'unattributed', reason: 'unknown-ad', version: 1 });

    const ad = await registerAd(externalId);
    await settled(system);
    const redecided = await theConversationOf(system, conversation.participantId);
    expect(redecided.attribution).toMatchObject({
      status: 'credited',
      version: 2,
      adId: ad.id,
      campaignId: brand.campaignId,
    });
    expect((await explanationOf(system, conversation)).versions).toMatchObject([
      { version: 1, status: 'unattributed', reason: 'unknown-ad' },
      { version: 2, status: 'credited', because: 'catalogue-changed', supersedes: 1 },
    ]);
  });

  it('is not confused by an ad id that Messenger sends as a bare number', async () => {
    const externalId = anAdId();
    const ad = await registerAd(externalId);
    const person = aPerson();
    const referral = { ad_id: externalId, source: 'ADS', type: 'OPEN_THREAD' };
    const message = { id: freshMessageId(), text: 'Price?', at: Date.now(), referral };
    const bare = JSON.stringify(metaMessage(brand.accounts.messenger, person, message)).replace(
      `"ad_id":"${externalId}"`,
      `"ad_id":${externalId}`,
    );
    expect(bare).toContain(`"ad_id":${externalId},`);
    await deliver(brand.connections['meta-graph'], bare);
    await settled(system);
    expect((await theConversationOf(system, person.psid)).attribution).toMatchObject({ adId: ad.id });
  });

  it('counts for the campaign in the funnel', async () => {
    expect(await funnelRow(system, 'campaign', brand.campaignId)).toMatchObject({ clicks: 0, conversations: 3 });
  });
});
