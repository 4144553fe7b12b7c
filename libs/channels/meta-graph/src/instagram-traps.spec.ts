import { describe, it } from '@jest/globals';
import type { ConversationSignal } from '@whence/signals';
import { expectTranslation, linkReferral, person } from '../test/expectations.js';
import { translateFixture } from '../test/fixtures.js';

const igsid = person('instagram', '17841400000000501');
const withoutText = igsid('8800000000000025', 0);

const read: readonly (readonly [string, string, readonly ConversationSignal[]])[] = [
  [
    'an ice breaker as a first contact also when no ref came with it',
    'instagram-ice-breaker-without-ref',
    [igsid('8800000000000028', 1792100000200).tapped('aWdfZAG-20')],
  ],
  [
    'a referral whose source is the link itself',
    'instagram-link-as-its-own-source',
    [
      igsid('8800000000000022', 1792100001100).wrote(
        'aWdfZAG-21',
        'hey',
        linkReferral('https://ig.me/m/brand?ref=aff-LUNA_7'),
      ),
    ],
  ],
  [
    'a time in ISO 8601, as test events have it',
    'instagram-message-with-iso-time',
    [igsid('8800000000000022', Date.parse('2026-10-14T18:13:22.500Z')).wrote('aWdfZAG-22', 'hey')],
  ],
  [
    'first contacts that have no text at all: a vanishing photo, a mention in a story, a shared post',
    'instagram-first-contacts-without-text',
    [23, 24, 25].map((item) => ({
      ...withoutText.sent(`aWdfZAG-${item}`),
      occurredAt: { at: 1792100002100 + item * 100, precisionMs: 1, clock: 'platform' },
    })),
  ],
  [
    "a question from a shop's product page, which is no campaign",
    'instagram-shop-product',
    [
      igsid('8800000000000029', 1792100004700).wrote('aWdfZAG-26', 'size?', {
        isProduct: true,
        delivered: { product: { id: '9900000000000001' } },
      }),
    ],
  ],
  [
    'an opt-in, which only Instagram Login has, without the token that allows to write to the person',
    'instagram-optin',
    [
      igsid('8800000000000029', 1792100004800).openedBy({
        ref: 'aff-LUNA_7',
        type: 'notification_messages',
        isProduct: false,
        delivered: { type: 'notification_messages', ref: 'aff-LUNA_7' },
      }),
    ],
  ],
  [
    'echoes in messages (Facebook Login) and in a field of their own (Instagram Login)',
    'instagram-echoes-by-either-login',
    [
      igsid('8800000000000025', 1792100004900).wasWrittenTo('aWdfZAG-27'),
      igsid('8800000000000025', 1792100004000, 1000).wasWrittenTo('aWdfZAG-28'),
    ],
  ],
];

describe('Instagram', () => {
  it.each(read)('reads %s', (_, fixture, signals) => {
    expectTranslation(translateFixture(fixture), { signals });
  });

  it('reads standby as what the person did, and counts handovers, reactions, reads and edits', () => {
    expectTranslation(translateFixture('instagram-standby-and-handover'), {
      signals: [igsid('8800000000000025', 1792100005000).wrote('aWdfZAG-29', 'hola')],
      // The last is num_edit 0 with a sender and a text: still no message, which is awaited under its id.
      ignored: ['take-thread-control', 'reaction', 'read', 'message-edit', 'message-announced'],
    });
  });

  it('reads messaging that comes as changes, and counts all other changes', () => {
    expectTranslation(translateFixture('instagram-changes-of-every-kind'), {
      signals: [
        igsid('8800000000000023', 1792100005000, 1000).openedBy(linkReferral('SHORTLINKS')),
        igsid('8800000000000023', 1792100006000, 1000).tapped('aWdfZAG-31'),
      ],
      ignored: ['change:message_reactions', 'change:messaging_seen', 'change:mentions', 'change:story_insights'],
    });
  });
});
