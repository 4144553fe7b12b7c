import { describe, expect, it } from '@jest/globals';
import type { ConversationSignal } from '@whence/signals';
import { at, instagram, linkReferral, messenger, received, whatsapp } from '../test/expectations.js';
import { translateFixture } from '../test/fixtures.js';

const read: readonly (readonly [string, string, ConversationSignal])[] = [
  [
    'a message with the ref of an ig.me link',
    'message-received-with-ref',
    received(instagram, { platformMessageId: 'aWdfZAG1f', text: 'Hi!', referral: linkReferral('IGME-SOURCE-LINK') }),
  ],
  [
    'a message whose metadata is null',
    'message-received-plain',
    received(instagram, { platformMessageId: 'aWdfZAG1f', text: 'Hi!' }),
  ],
  [
    'a message without conversation, message id and sentAt, by the event’s own time',
    'message-received-bare',
    received({ ...instagram, occurredAt: at('2026-11-02T10:00:01.120Z', 'vendor') }, { text: 'Hi!' }),
  ],
  [
    'an outgoing message as the business’s',
    'message-received-outgoing',
    { kind: 'business-wrote', ...instagram, platformMessageId: 'aWdfZAG1f' },
  ],
  [
    'a message sent through Zernio as written to the person, not to its own account',
    'message-sent',
    { kind: 'business-wrote', ...instagram, platformMessageId: 'aWdfZAG2' },
  ],
  [
    'a message sent on WhatsApp',
    'message-sent-whatsapp',
    { kind: 'business-wrote', ...whatsapp, platformMessageId: 'wamid.TEST1' },
  ],
  [
    'an ad whose id came as a bare number, while another agent holds the thread',
    'message-received-messenger-ad',
    received(messenger, {
      platformMessageId: 'm_AD-1',
      text: 'Is this still on?',
      referral: {
        source: 'ADS',
        type: 'OPEN_THREAD',
        adId: '120226305854810779',
        isProduct: false,
        delivered: expect.objectContaining({ ref: '' }),
      },
    }),
  ],
  [
    'a tapped Get Started, whose label nobody typed',
    'message-received-postback',
    received(messenger, { form: 'postback', platformMessageId: 'm_GS-1', referral: linkReferral('SHORTLINK') }),
  ],
  [
    'a quick reply without its label, and a null referral as none',
    'message-received-quick-reply',
    received(instagram, { platformMessageId: 'aWdfZAG1f' }),
  ],
  [
    'a WhatsApp message after an ad, in whole seconds',
    'message-received-whatsapp-ad',
    received(
      { ...whatsapp, participant: [...whatsapp.participant, { kind: 'bsuid', value: 'US.90000000000000000001' }] },
      {
        platformMessageId: 'wamid.TEST1',
        text: 'Hi WH-K7M4Q2C',
        referral: {
          adId: '120299000000000999',
          ctwaClid: 'Aff-test',
          isProduct: false,
          delivered: expect.objectContaining({ headline: 'Autumn' }),
        },
      },
    ),
  ],
  [
    'somebody on WhatsApp who hides the number',
    'message-received-whatsapp-hidden-number',
    received(
      {
        ...whatsapp,
        participant: [
          { kind: 'bsuid', value: 'MX.80000000000000000002' },
          { kind: 'parentBsuid', value: 'MX.ENT.8000' },
        ],
      },
      { platformMessageId: 'wamid.TEST1', text: 'hola' },
    ),
  ],
  [
    'a tapped list row without its label',
    'message-received-whatsapp-list-row',
    received(whatsapp, { platformMessageId: 'wamid.TEST1' }),
  ],
  [
    'a message that cannot be shown, without the placeholder that Zernio wrote',
    'message-received-whatsapp-unsupported',
    received(whatsapp, { platformMessageId: 'wamid.TEST1', isReadable: false }),
  ],
  [
    'a link into an existing thread, at the time Zernio tells it',
    'referral-received',
    {
      kind: 'thread-opened',
      ...messenger,
      occurredAt: at('2026-11-02T10:00:01.000Z', 'vendor'),
      referral: linkReferral('SHORTLINK'),
    },
  ],
  [
    'the start of a conversation, whoever wrote first',
    'conversation-started',
    { kind: 'conversation-started', ...instagram, occurredAt: at('2026-11-02T10:00:00.400Z', 'vendor') },
  ],
  [
    'the start of a conversation on WhatsApp, by the number without its plus',
    'conversation-started-whatsapp',
    { kind: 'conversation-started', ...whatsapp, occurredAt: at('2026-11-02T10:00:01.300Z', 'vendor') },
  ],
];

describe('Zernio', () => {
  it.each(read)('reads %s', (_, fixture, signal) => {
    expect(translateFixture(fixture)).toEqual({ signals: [signal], unreadable: [], ignored: [] });
  });

  it.each([
    ['its test event', 'webhook-test', 'webhook.test'],
    ['a deletion, although it still carries the text', 'message-deleted', 'message.deleted'],
    ['an automatic event', 'automatic-event', 'whatsapp.automatic_event'],
    ['an event that is new to us', 'unknown-event', 'unknown-event:comment.received'],
    ['a platform that is none of ours', 'message-received-telegram', 'platform:telegram'],
  ])('counts %s by name', (_, fixture, name) => {
    expect(translateFixture(fixture)).toEqual({ signals: [], unreadable: [], ignored: [name] });
  });
});
