import { describe, expect, it } from '@jest/globals';
import type { ConversationSignal } from '@whence/signals';
import { at, instagram, linkReferral, messenger, received, whatsapp } from '../test/expectations.js';
import { translateFixture } from '../test/fixtures.js';

const instagramMessage = { platformMessageId: 'aWdfZAG1f' };
const whatsappMessage = { platformMessageId: 'wamid.TEST1' };
const identityChanged = {
  kind: 'identity-changed',
  channel: 'whatsapp',
  account: whatsapp.account,
  occurredAt: at('2026-11-02T10:00:01.000Z', 'vendor'),
} as const;

const read: readonly (readonly [string, string, ConversationSignal])[] = [
  ['media without a text', 'message-received-media-only', received(instagram, instagramMessage)],
  ['a mention in a story', 'message-received-story-mention', received(instagram, instagramMessage)],
  ['a reply to a story', 'message-received-story-reply', received(instagram, { ...instagramMessage, text: 'Hi!' })],
  [
    'an old payload: no event id, no thread id, no name',
    'message-received-old-shape',
    received(instagram, { ...instagramMessage, text: 'Hi!' }),
  ],
  [
    'a question about a product while another agent holds the thread, which is no referral',
    'message-received-product-enquiry',
    received(instagram, { ...instagramMessage, text: 'Hi!' }),
  ],
  [
    'nothing from metadata inside the message, where Zernio never puts any',
    'message-received-misplaced-metadata',
    received(instagram, { ...instagramMessage, text: 'Hi!' }),
  ],
  [
    'an ad on a number for which Meta gives no click id',
    'message-received-whatsapp-ad-without-click-id',
    received(whatsapp, {
      ...whatsappMessage,
      text: 'hi',
      referral: {
        adId: '120299000000000999',
        isProduct: false,
        delivered: expect.objectContaining({ source_type: 'ad' }),
      },
    }),
  ],
  [
    'the note of an order',
    'message-received-whatsapp-order',
    received(whatsapp, { ...whatsappMessage, text: 'for Luna please' }),
  ],
  [
    'a form without its answers, among which are words of the business',
    'message-received-whatsapp-form',
    received(whatsapp, whatsappMessage),
  ],
  ['a tapped button without its label', 'message-received-whatsapp-button', received(whatsapp, whatsappMessage)],
  [
    'a message with nothing to show as one that cannot be read',
    'message-received-whatsapp-nothing-to-show',
    received(whatsapp, { ...whatsappMessage, isReadable: false }),
  ],
  [
    'an ad into an existing thread, its id exact although it came as a number',
    'referral-received-ad',
    {
      kind: 'thread-opened',
      ...messenger,
      occurredAt: at('2026-11-02T10:00:01.000Z', 'vendor'),
      referral: {
        source: 'ADS',
        type: 'OPEN_THREAD',
        adId: '120226305854810779',
        isProduct: false,
        delivered: expect.objectContaining({ ad_id: '120226305854810779' }),
      },
    },
  ],
  [
    'a link into an existing thread on Instagram',
    'referral-received-instagram',
    {
      kind: 'thread-opened',
      ...instagram,
      participant: [{ kind: 'igsid', value: '5550001' }],
      occurredAt: at('2026-11-02T10:00:01.000Z', 'vendor'),
      referral: linkReferral('SHORTLINKS'),
    },
  ],
  [
    'a changed number, with the new user id that comes with it',
    'identity-changed-number',
    {
      ...identityChanged,
      previous: [
        { kind: 'waId', value: '15550002222' },
        { kind: 'bsuid', value: 'US.90000000000000000001' },
      ],
      participant: [
        { kind: 'waId', value: '15550003333' },
        { kind: 'bsuid', value: 'US.90000000000000000009' },
      ],
    },
  ],
  [
    'a changed user id of somebody who hides the number',
    'identity-changed-user-id',
    {
      ...identityChanged,
      previous: [{ kind: 'bsuid', value: 'MX.80000000000000000002' }],
      participant: [
        { kind: 'bsuid', value: 'MX.80000000000000000009' },
        { kind: 'parentBsuid', value: 'MX.ENT.8000' },
      ],
    },
  ],
];

describe('Zernio', () => {
  it.each(read)('reads %s', (_, fixture, signal) => {
    expect(translateFixture(fixture)).toEqual({ signals: [signal], unreadable: [], ignored: [] });
  });

  it.each([
    ['an account that was connected', 'account-connected', 'account.connected'],
    ['an account that was lost', 'account-disconnected', 'account.disconnected'],
    ['a lead form', 'lead-received', 'lead.received'],
    ['a delivery, whose account has one id only', 'message-delivered', 'message.delivered'],
    ['a read', 'message-read', 'message.read'],
    ['its test event without a message', 'webhook-test-without-message', 'webhook.test'],
    ['a sample of an event, whose people are made up', 'message-received-sample', 'test-sample:message.received'],
  ])('counts %s by name', (_, fixture, name) => {
    expect(translateFixture(fixture)).toEqual({ signals: [], unreadable: [], ignored: [name] });
  });
});
