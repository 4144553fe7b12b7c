import { describe, expect, it } from '@jest/globals';
import type { ConversationSignal } from '@whence/signals';
import { expectTranslation, linkReferral, person } from '../test/expectations.js';
import { translateFixture } from '../test/fixtures.js';

const psid = person('messenger', '104500000000001');

const adReferral = (more: Readonly<Record<string, unknown>> = {}) => ({
  source: 'ADS',
  type: 'OPEN_THREAD',
  adId: '120299000000000777',
  isProduct: false,
  delivered: expect.objectContaining({ ad_id: '120299000000000777', ...more }) as Record<string, unknown>,
});

const read: readonly (readonly [string, string, readonly ConversationSignal[]])[] = [
  [
    'an ad into an existing thread, with everything that Meta tells of the ad',
    'messenger-ad-into-existing-thread',
    [psid('7300000000000013', 1792000003600).openedBy(adReferral({ ads_context_data: expect.anything() }))],
  ],
  [
    'an ad before Get Started: the postback has no message id, its ref is empty, its time counts seconds',
    'messenger-ad-with-get-started',
    [psid('7300000000000013', 1792000003000, 1000).tapped(undefined, adReferral({ ref: '' }))],
  ],
  [
    'a source that the documentation spells otherwise elsewhere',
    'messenger-postback-of-the-documentation',
    [psid('7300000000000012', 1792000002000, 1000).tapped('m_GS-2', linkReferral('SHORT-URL'))],
  ],
  [
    'a scanned Messenger code',
    'messenger-code-scanned',
    [psid('7300000000000012', 1792000002100).tapped('m_GS-3', linkReferral('MESSENGER_CODE'))],
  ],
  [
    'a guest of the chat plug-in, as delivered',
    'messenger-chat-plugin-guest',
    [
      psid('7300000000000020', 1792000002200).openedBy({
        ...linkReferral('CUSTOMER_CHAT_PLUGIN'),
        delivered: {
          ref: 'aff-LUNA_7',
          source: 'CUSTOMER_CHAT_PLUGIN',
          type: 'OPEN_THREAD',
          referer_uri: 'https://shop.example/',
          is_guest_user: true,
        },
      }),
    ],
  ],
  [
    'a returning click twice, as it is told twice: the domain makes one entry of it',
    'messenger-click-seen-twice',
    [
      psid('7300000000000011', 1792000001000).openedBy(linkReferral('SHORTLINK')),
      psid('7300000000000011', 1792000001900).wrote('m_R-1', 'hi again', linkReferral('SHORTLINK')),
    ],
  ],
  [
    'one message through both containers as copies of one signal',
    'messenger-same-message-live-and-standby',
    [1, 2].map(() => psid('7300000000000011', 1792000007900).wrote('m_S-1', 'hola')),
  ],
];

describe('Messenger', () => {
  it.each(read)('reads %s', (_, fixture, signals) => {
    expectTranslation(translateFixture(fixture), { signals });
  });

  it('reads standby postbacks, which come without their payload, and the other bot’s echoes as the business’s', () => {
    expectTranslation(translateFixture('messenger-standby-postback-and-echo'), {
      signals: [
        psid('7300000000000011', 1792000007910).tapped('m_S-2'),
        psid('7300000000000011', 1792000007920).wasWrittenTo('m_S-3'),
      ],
      ignored: ['read'],
    });
  });

  it.each([
    [
      "a fragment from the dashboard's test button",
      'messenger-dashboard-fragment',
      ['test-fragment:messaging_postbacks'],
    ],
    ['somebody whom a plug-in does not know yet', 'messenger-legacy-user-ref', ['sender-by-user-ref']],
    [
      'threads that change hands, orders and games',
      'messenger-threads-changing-hands',
      ['pass-thread-control', 'take-thread-control', 'request-thread-control', 'order', 'checkout-update', 'game-play'],
    ],
  ])('counts %s by name', (_, fixture, ignored) => {
    expectTranslation(translateFixture(fixture), { ignored });
  });
});
