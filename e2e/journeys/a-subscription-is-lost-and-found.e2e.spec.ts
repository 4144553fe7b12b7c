import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { register, unregistered, type ChannelAccount, type ProviderName } from '../src/brand.js';
import { OwnSystem } from '../src/own-system.js';
import { ProviderApis } from '../src/provider-apis.js';

interface Report {
  readonly provider: ProviderName;
  readonly outcome: 'as-expected' | 'differs' | 'unreachable';
  readonly missing: readonly string[];
}

interface SignalHealth {
  readonly subscriptions: readonly Report[];
  readonly findings: readonly { readonly code: string; readonly evidence: object }[];
}

const pageToken = 'EAAPageToken';
const zernioKey = 'sk_of_the_brand';
const appId = '15000000000001';
const fields = [
  'messages',
  'message_echoes',
  'messaging_postbacks',
  'messaging_referrals',
  'messaging_optins',
  'standby',
];
const events = ['message.received', 'message.sent', 'referral.received', 'conversation.started'];
const waitedMsMax = 30_000;
const lookEveryMs = 100;

describe('a subscription is lost and found', () => {
  let apis: ProviderApis;
  let system: OwnSystem;
  let page: ChannelAccount;
  let zernioPath: string;

  const metaDeliversTo = (apps: readonly object[]): void =>
    apis.answer(pageToken, '/graph/me/subscribed_apps', { data: apps });
  const webhookIs = (isActive: boolean): void =>
    apis.answer(zernioKey, '/zernio/v1/webhooks/settings', {
      webhooks: [{ _id: 'w1', name: 'Whence', url: `https://in.brand.test${zernioPath}`, events, isActive }],
    });
  const ourApp = { name: 'Whence', id: appId, subscribed_fields: fields };

  beforeAll(async () => {
    apis = await ProviderApis.serve();
    system = await OwnSystem.started(apis.variables);
    page = await register(system, unregistered('messenger'));
    const { metaId, zernioAccountId } = page.externalIds;
    apis.answer(pageToken, '/graph/me?fields=id', { id: metaId });
    apis.answer(pageToken, '/graph/app?fields=id', { id: appId });
    apis.answer(pageToken, '/graph/me/messenger_profile?fields=get_started', {
      data: [{ get_started: { payload: 'GET_STARTED' } }],
    });
    apis.answer(zernioKey, '/zernio/v1/accounts?page=1&limit=100&includeOverLimit=true', {
      accounts: [{ _id: zernioAccountId, platform: 'facebook', profileId: 'p1', isActive: true }],
    });
    apis.answer(zernioKey, `/zernio/v1/accounts/${zernioAccountId ?? ''}/webhook-subscription`, {
      appSubscribed: true,
      subscribedFields: fields,
    });
    metaDeliversTo([ourApp]);
    zernioPath = await connectWithKey('zernio', zernioKey);
    webhookIs(true);
    await connectWithKey('meta-graph', pageToken);
  });

  afterAll(async () => {
    await system.remove();
    apis.hangUp();
  });

  const connectWithKey = async (provider: ProviderName, apiKey: string): Promise<string> => {
    const connection = { provider, name: `Brand at ${provider}`, secrets: ['a secret of theirs'], apiKey };
    return (await system.api.post<{ webhookPath: string }>('/v1/connections', connection)).webhookPath;
  };

  const health = () => system.api.get<SignalHealth>(`/v1/channel-accounts/${page.id}/signal-health`);

  const reportOf = async (provider: ProviderName): Promise<Report | undefined> =>
    (await health()).subscriptions.find((report) => report.provider === provider);

  /** What is said of the subscription to whoever looks after the account. */
  const findings = async (): Promise<readonly string[]> =>
    (await health()).findings.filter(({ evidence }) => 'missing' in evidence).map(({ code }) => code);

  const untilReported = async (provider: ProviderName, outcome: Report['outcome']): Promise<readonly string[]> => {
    for (let waitedMs = 0; waitedMs < waitedMsMax; waitedMs += lookEveryMs) {
      const report = await reportOf(provider);
      if (report?.outcome === outcome) return report.missing;
      await sleep(lookEveryMs);
    }
    throw new Error(`the subscription at ${provider} was never ${outcome}`);
  };

  it('is as expected where all is in place', async () => {
    expect(await untilReported('meta-graph', 'as-expected')).toEqual([]);
    expect(await untilReported('zernio', 'as-expected')).toEqual([]);
  });

  it('is missed at Meta when Meta took it away, and found again when it is put back', async () => {
    metaDeliversTo([{ name: 'A vendor', id: '15000000000002', subscribed_fields: fields }]);
    expect(await untilReported('meta-graph', 'differs')).toEqual(['subscription']);
    expect(await findings()).toEqual(['subscription-missing']);
    expect((await reportOf('zernio'))?.outcome).toBe('as-expected');
    metaDeliversTo([ourApp]);
    await untilReported('meta-graph', 'as-expected');
    expect(await findings()).toEqual([]);
  });

  it('is missed at Zernio when its webhook was switched off, and found again when it is on', async () => {
    webhookIs(false);
    expect(await untilReported('zernio', 'differs')).toEqual(['webhook-inactive']);
    expect(await findings()).toEqual(['webhook-inactive']);
    webhookIs(true);
    await untilReported('zernio', 'as-expected');
  });
});
