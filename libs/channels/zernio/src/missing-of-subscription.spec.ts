import { describe, expect, it } from '@jest/globals';

import { zernioCapabilities } from './capabilities.js';
import {
  expectedEvents,
  missingOfSubscription,
  type FoundAtZernio,
  type FoundWebhook,
} from './missing-of-subscription.js';

const webhookPath = '/webhooks/zernio/con_01KAQ3ZV5N8T2M4R6P7S9W1X4F';
const everyEvent = ['message.received', 'message.sent', 'referral.received', 'conversation.started'];

const aWebhook = (facts: Partial<FoundWebhook> = {}): FoundWebhook => ({
  url: `https://hooks.brand.test${webhookPath}`,
  isActive: true,
  events: everyEvent,
  isSigned: true,
  disabledGroups: [],
  ...facts,
});

const messenger = (facts: Partial<FoundAtZernio> = {}) =>
  missingOfSubscription({ channel: 'messenger', webhookPath }, { webhooks: [aWebhook()], isConnected: true, ...facts });
const ofWebhooks = (...webhooks: readonly FoundWebhook[]) => messenger({ webhooks });

describe('what is missing at Zernio', () => {
  it('is nothing where the webhook carries all that is read', () => {
    expect(ofWebhooks(aWebhook(), aWebhook({ url: 'https://else.test', isActive: false }))).toEqual([]);
  });

  it('is the subscription where there is no webhook at all', () => {
    expect(ofWebhooks()).toEqual(['subscription']);
  });

  it.each([
    ['elsewhere', 'https://else.test/hook'],
    ['to another connection', `https://hooks.brand.test${webhookPath.slice(0, -1)}G`],
    ['beyond it', `https://hooks.brand.test${webhookPath}/more`],
  ])('is the url where webhooks lead %s', (_, url) => {
    expect(ofWebhooks(aWebhook({ url }))).toEqual(['webhook-url']);
  });

  it('is not the url where a proxy or a query stands around it', () => {
    expect(ofWebhooks(aWebhook({ url: ` https://brand.test/in${webhookPath}/?from=zernio ` }))).toEqual([]);
  });

  it('is the activity of a webhook that was switched off', () => {
    expect(ofWebhooks(aWebhook({ isActive: false }))).toEqual(['webhook-inactive']);
  });

  it('is the secret without which nothing is taken in', () => {
    expect(ofWebhooks(aWebhook({ isSigned: false }))).toEqual(['webhook-secret']);
  });

  it('is every event that no webhook carries here', () => {
    const [first = '', second = '', ...rest] = everyEvent;
    expect(ofWebhooks(aWebhook({ events: [first] }), aWebhook({ events: [second] }))).toEqual(
      rest.map((event) => `event:${event}`),
    );
    expect(ofWebhooks(aWebhook({ events: [first] }), aWebhook({ events: rest, isActive: false }))).toContain(
      'event:referral.received',
    );
  });

  it('is every event where the group of messages is dropped', () => {
    expect(ofWebhooks(aWebhook({ disabledGroups: ['ads', 'messages'] }))).toHaveLength(everyEvent.length);
    expect(ofWebhooks(aWebhook({ disabledGroups: ['ads'] }))).toEqual([]);
  });

  it('is the subscription of a Page that Zernio has lost', () => {
    expect(messenger({ page: { appSubscribed: false, subscribedFields: [] } })).toEqual(['subscription']);
    expect(messenger({ isConnected: false })).toEqual(['subscription']);
  });

  it('is the field that a Page lacks since it was connected before the field was there', () => {
    const subscribedFields = ['leadgen', 'messages', 'messaging_postbacks'];
    expect(messenger({ page: { subscribedFields } })).toEqual(['field:messaging_referrals']);
  });

  it('is an ice breaker on Instagram where there is none', () => {
    const instagram = (iceBreakers: readonly unknown[]) =>
      missingOfSubscription(
        { channel: 'instagram', webhookPath },
        { webhooks: [aWebhook()], isConnected: true, iceBreakers },
      );
    expect(instagram([])).toEqual(['ice-breakers']);
    expect(instagram([{ question: 'How do I join?' }])).toEqual([]);
  });
});

describe('what a webhook of Zernio has to carry', () => {
  it('is what our translator reads and Zernio lets one subscribe to', () => {
    expect([...expectedEvents('instagram')].sort()).toEqual([...everyEvent].sort());
    expect(expectedEvents('messenger')).toEqual(expectedEvents('instagram'));
    expect(expectedEvents('whatsapp')).not.toContain('referral.received');
  });

  it.each(zernioCapabilities)('is every event that evidence is promised from: $channel', ({ channel, evidence }) => {
    const promised = evidence.flatMap(({ carriedBy }) => carriedBy.map(({ event }) => event));
    expect(promised.filter((event) => !expectedEvents(channel).includes(event))).toEqual([]);
  });
});
