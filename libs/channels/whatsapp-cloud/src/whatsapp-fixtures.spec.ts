import { describe, expect, it } from '@jest/globals';
import type { ConversationSignal, ProviderReferral } from '@whence/signals';
import { ana, expectTranslation, toTheNumber } from '../test/expectations.js';
import { translateFixture } from '../test/fixtures.js';

const sol = [{ kind: 'bsuid', value: 'MX.80000000000000000002' }] as const;

const adReferral = (named: Partial<ProviderReferral>): ProviderReferral => ({
  isProduct: false,
  delivered: expect.objectContaining({ source_id: '120299000000000999', headline: 'Autumn' }),
  ...named,
});

const oneEach: readonly (readonly [string, string, readonly ConversationSignal[]])[] = [
  [
    'a text, by phone and by business-scoped user id',
    'text',
    [toTheNumber(ana, 1792200000, 'wamid.TEST1').wrote({ text: 'Hi LUNA7' })],
  ],
  [
    'a text of somebody who hides the number',
    'text-from-a-hidden-number',
    [toTheNumber(sol, 1792200100, 'wamid.B1').wrote({ text: 'LUNA7' })],
  ],
  [
    'a text whose sender stands in the only contact',
    'text-identified-by-contact-only',
    [toTheNumber(sol, 1792200101, 'wamid.B2').wrote({ text: 'hola' })],
  ],
  [
    'the first message after a Click-to-WhatsApp ad',
    'ad-text',
    [
      toTheNumber(ana, 1792200110, 'wamid.AD1').wrote({
        text: 'Hi, I saw your ad',
        referral: adReferral({ adId: '120299000000000999', ctwaClid: 'Aff-test' }),
      }),
    ],
  ],
  [
    'the caption after an ad in Status, which has no click id',
    'ad-in-status-with-caption',
    [
      toTheNumber(ana, 1792200111, 'wamid.AD2').wrote({
        text: 'this one? WH-K7M4Q2C',
        referral: adReferral({ adId: '120299000000000999' }),
      }),
    ],
  ],
  [
    'a location after a tapped post, which is no ad',
    'post-location',
    [toTheNumber(ana, 1792200112, 'wamid.AD3').wrote({ referral: adReferral({}) })],
  ],
  [
    'forwarded texts as somebody else’s words',
    'forwarded-text',
    [
      toTheNumber(ana, 1792200120, 'wamid.F1').wrote({ text: 'WH-K7M4Q2C', isForwarded: true }),
      toTheNumber(ana, 1792200121, 'wamid.F2').wrote({ text: 'WH-K7M4Q2C', isForwarded: true }),
    ],
  ],
  [
    'tapped labels as messages in which nothing was typed',
    'tapped-labels',
    [1, 2, 3, 4].map((tap) => toTheNumber(ana, 1792200129 + tap, `wamid.T${tap}`).wrote()),
  ],
  [
    'the note of an order',
    'order-with-note',
    [toTheNumber(ana, 1792200140, 'wamid.O1').wrote({ text: 'for Luna please' })],
  ],
  [
    'a question about a product of the catalogue, which is no referral',
    'product-enquiry',
    [toTheNumber(ana, 1792200141, 'wamid.P1').wrote({ text: 'in red?' })],
  ],
  [
    'a chat opened for the first time, before any message',
    'welcome-requested',
    [toTheNumber(ana, 1792200150, 'wamid.W1').opened()],
  ],
  [
    'placeholders, and types new to us, as messages that cannot be read',
    'unsupported-message',
    [1, 2, 3].map((item) => toTheNumber(ana, 1792200159 + item, `wamid.U${item}`).wrote({ isReadable: false })),
  ],
  [
    'a voice message that could not be fetched, all the same',
    'media-without-caption',
    [toTheNumber(ana, 1792200163, 'wamid.A1').wrote()],
  ],
];

describe('WhatsApp', () => {
  it.each(oneEach)('reads %s', (_, fixture, signals) => {
    expectTranslation(translateFixture(fixture), { signals });
  });

  it.each([
    ['what becomes of our own messages', 'statuses', ['status', 'status']],
    ['the import of old messages', 'history', ['change:history']],
    ["the dashboard's test event", 'dashboard-test', ['test-event']],
    [
      'what re-uses the ids of messages, and groups',
      'never-a-first-contact',
      [
        'message-type:reaction',
        'system-message:customer_identity_changed',
        'message-type:edit',
        'message-type:revoke',
        'group-message',
      ],
    ],
  ])('counts %s by name', (_, fixture, ignored) => {
    expectTranslation(translateFixture(fixture), { ignored });
  });

  it('reads a tap that came without its body, and counts the error beside it', () => {
    expectTranslation(translateFixture('interactive-without-body'), {
      signals: [toTheNumber(ana, 1792200134, 'wamid.T5').wrote()],
      ignored: ['error'],
    });
  });

  it('reads what was written in the business app as the business’s, and not its deletion', () => {
    expectTranslation(translateFixture('echoes-of-the-business-app'), {
      signals: [toTheNumber(ana, 1792200190, 'wamid.E1').wasWrittenTo()],
      ignored: ['echo-type:revoke'],
    });
  });

  it('keeps the neighbours of items that cannot be read, and says of those where and why', () => {
    const [phone] = ana;
    expectTranslation(translateFixture('batch-with-a-bad-item'), {
      signals: [
        toTheNumber(ana, 1792200400, 'wamid.M1').wrote({ text: 'one' }),
        toTheNumber([{ kind: 'waId', value: '15550002224' }], 1792200402, 'wamid.M3').wrote({ text: 'three' }),
        toTheNumber([phone], 1792200403, 'wamid.M4').wrote({ text: 'relayed without a field' }),
      ],
      unreadable: [
        { path: 'entry[0].changes[0].value.messages[1]', reason: 'no-sender' },
        { path: 'entry[0].changes[0].value.messages[2]', reason: 'not-an-object' },
        { path: 'entry[0].changes[2].value.messages[0]', reason: 'no-account' },
        { path: 'entry[0].changes[3].value.messages[0]', reason: 'no-time' },
      ],
      ignored: ['empty-entry'],
    });
  });
});
