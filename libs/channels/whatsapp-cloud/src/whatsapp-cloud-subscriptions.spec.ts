import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { GraphUnderTest } from '../test/graph-under-test.js';
import { missingOfSubscription } from './missing-of-subscription.js';
import { whatsappCloudSubscriptions } from './whatsapp-cloud-subscriptions.js';

const token = 'EAASystemUser';
const webhookPath = '/webhooks/whatsapp-cloud/con_01KAQ3ZV5N8T2M4R6P7S9W1X4F';
const appUrl = `https://in.brand.test${webhookPath}`;
const wabaApps = '/v/301000000000001/subscribed_apps';
const numbersUrl = '/v/402000000000002?fields=webhook_configuration';
const number = {
  channel: 'whatsapp',
  externalIds: { wabaId: '301000000000001', phoneNumberId: '402000000000002' },
} as const;
const ours = { whatsapp_business_api_data: { id: '15000000000001', name: 'Whence', link: 'https://whence.test' } };
const somebodyElses = { whatsapp_business_api_data: { id: '15000000000002', name: 'Vendor' } };
const nothingMissing = { kind: 'compared', missing: [] };

let graph: GraphUnderTest;

beforeEach(async () => {
  graph = await GraphUnderTest.start(token);
  graph.answers = {
    [wabaApps]: { data: [somebodyElses, ours] },
    '/v/app?fields=id': { id: '15000000000001' },
    [numbersUrl]: { webhook_configuration: { application: appUrl }, id: '402000000000002' },
  };
});

afterEach(() => graph.hangUp());

const through = (apiKey = token) =>
  whatsappCloudSubscriptions({ graphUrl: `${graph.url}/v` }).through({ apiKey, webhookPath });

describe('subscriptions asked of WhatsApp', () => {
  it('lack nothing where our app is subscribed and its deliveries come here', async () => {
    expect(await through()(number)).toEqual(nothingMissing);
  });

  it('are lost where only a vendor’s app is left', async () => {
    graph.answers[wabaApps] = { data: [somebodyElses] };
    expect(await through()(number)).toEqual({ kind: 'compared', missing: ['subscription'] });
  });

  it.each(['phone_number', 'whatsapp_business_account'])('lead elsewhere by an override of the %s', async (level) => {
    const configuration = { [level]: 'https://vendor.test/hook', application: appUrl };
    graph.answers[numbersUrl] = { webhook_configuration: configuration };
    expect(await through()(number)).toEqual({ kind: 'compared', missing: ['webhook-url'] });
  });

  it('are not doubted for what Meta does not tell', async () => {
    graph.answers = { [wabaApps]: { data: [ours] } };
    expect(await through()(number)).toEqual(nothingMissing);
  });

  it('are another key’s where this one may not see the Business account', async () => {
    for (const code of [100, 10, 200]) {
      graph.answers[wabaApps] = code;
      expect(await through()(number)).toMatchObject({ kind: 'not-its-account' });
    }
    expect(await through()({ channel: 'whatsapp', externalIds: { phoneNumberId: '1' } })).toEqual({
      kind: 'not-there',
    });
  });

  it('are unreachable with a token that is refused, and where nobody answers', async () => {
    expect(await through('EAARevoked')(number)).toEqual({
      kind: 'unreachable',
      cause: 'Meta: 401 Invalid OAuth access token. (code 190)',
    });
    graph.answers[wabaApps] = 4;
    expect(await through()(number)).toMatchObject({ kind: 'unreachable' });
    graph.hangUp();
    expect(await through()(number)).toEqual({ kind: 'unreachable', cause: expect.stringMatching(/^Meta: no answer/) });
  });
});

describe('what is missing of a number', () => {
  it('is told once: without a subscription its url does not matter', () => {
    expect(missingOfSubscription({ webhookPath }, { appIds: [], callbackUrl: 'https://vendor.test' })).toEqual([
      'subscription',
    ]);
  });
});
