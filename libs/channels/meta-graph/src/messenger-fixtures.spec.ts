import { describe, expect, it } from '@jest/globals';
import { translateFixture } from '../test/fixtures.js';
import { expectTranslation, linkReferral, person } from '../test/expectations.js';

const psid = person('messenger', '104500000000001');

describe('Messenger', () => {
  it.each([
    ['a message', 'messenger-message', psid('7300000000000011', 1792000000123).wrote('m_AbC-0001', 'hi')],
    [
      'a link into an existing thread, without a message',
      'messenger-link-into-existing-thread',
      psid('7300000000000011', 1792000001000).openedBy(linkReferral('SHORTLINK')),
    ],
    [
      "a newcomer's ref, which is in the Get Started postback and nowhere else",
      'messenger-get-started-with-ref',
      psid('7300000000000012', 1792000002000).tapped('m_GS-1', linkReferral('SHORTLINK')),
    ],
    [
      'a message after an ad whose ref is empty',
      'messenger-ad-message',
      psid('7300000000000013', 1792000003000).wrote('m_AD-1', 'Is this still on?', {
        source: 'ADS',
        type: 'OPEN_THREAD',
        adId: '120299000000000777',
        isProduct: false,
        delivered: expect.objectContaining({ ref: '', ad_id: '120299000000000777' }),
      }),
    ],
    [
      'an ad whose id came as a bare number beyond 2^53',
      'messenger-ad-id-as-bare-number',
      psid('7300000000000013', 1792000003500).openedBy({
        source: 'ADS',
        type: 'OPEN_THREAD',
        adId: '120226305854810779',
        isProduct: false,
        delivered: expect.objectContaining({ ad_id: '120226305854810779' }),
      }),
    ],
    [
      "a question from a shop's product page, which is no campaign",
      'messenger-shop-product',
      psid('7300000000000014', 1792000004000).wrote('m_SH-1', 'size?', {
        isProduct: true,
        delivered: { product: { id: '9900000000000001' } },
      }),
    ],
    [
      'an opt-in with a ref and a time in seconds, without the token that allows to write to the person',
      'messenger-optin-with-ref',
      psid('7300000000000015', 1792000006000, 1000).openedBy({
        ref: 'aff-LUNA_7',
        source: 'SHORTLINK',
        type: 'notification_messages',
        isProduct: false,
        delivered: {
          type: 'notification_messages',
          title: 'Weekly deals',
          ref: 'aff-LUNA_7',
          payload: '',
          source: 'SHORTLINK',
        },
      }),
    ],
    [
      'an echo as what the business wrote',
      'messenger-echo',
      psid('7300000000000011', 1792000007000).wasWrittenTo('m_E-1'),
    ],
    [
      'a message in a thread that another app owns',
      'messenger-standby',
      psid('7300000000000011', 1792000007900).wrote('m_S-1', 'hola'),
    ],
  ])('reads %s', (_, fixture, signal) => {
    expectTranslation(translateFixture(fixture), { signals: [signal] });
  });

  it.each([
    ['an opt-in of somebody not yet known', 'messenger-optin-by-user-ref', ['optin-by-user-ref']],
    ['the feed of the Page', 'messenger-feed-change', ['change:feed']],
    ['a subscription without values', 'messenger-changed-fields', ['values-not-included']],
    [
      'everything that shares the webhook and tells of no arrival',
      'messenger-without-attribution',
      [
        'delivery',
        'read',
        'reaction',
        'message-edit',
        'account-linking',
        'policy-enforcement',
        'app-roles',
        'pass-thread-control',
        'response-feedback',
        'optin-without-ref',
        'unknown-event:brand_new_event',
        'empty-item',
      ],
    ],
  ])('counts %s by name', (_, fixture, ignored) => {
    expectTranslation(translateFixture(fixture), { ignored });
  });

  it('keeps the neighbours of items that cannot be read, and says of those where and why', () => {
    expectTranslation(translateFixture('batch-with-a-bad-item'), {
      signals: [
        psid('7300000000000016', 1792000008100).wrote('m_B-1', 'first'),
        psid('7300000000000017', 1792000008300).wrote('m_B-3', 'third'),
        // Without a time of its own a message takes the notification's, and says so.
        {
          ...person('messenger', '104500000000002')('7300000000000018', 0).wrote('m_B-4', 'other page'),
          occurredAt: { at: 1792000009000, precisionMs: 1, clock: 'vendor' },
        },
      ],
      unreadable: [
        { path: 'entry[0].messaging[1]', reason: 'no-sender' },
        { path: 'entry[0].messaging[2]', reason: 'not-an-object' },
        { path: 'entry[2].messaging[0]', reason: 'no-account' },
      ],
      ignored: ['empty-entry'],
    });
  });
});
