import { describe, expect, it } from '@jest/globals';
import type { ConversationSignal, ProviderReferral } from '@whence/signals';
import { ana, expectTranslation, parentUserId, toTheNumber, userId } from '../test/expectations.js';
import { translateFixture } from '../test/fixtures.js';

const sol = userId('MX.80000000000000000002');
const ad: ProviderReferral = {
  adId: '120299000000000999',
  ctwaClid: 'Aff-test',
  isProduct: false,
  delivered: expect.objectContaining({ headline: 'Autumn' }),
};
const { ctwaClid: _, ...adWithoutClickId } = ad;

const read: readonly (readonly [string, string, readonly ConversationSignal[]])[] = [
  [
    'captions as what was typed, and media without one as a message all the same',
    'captions',
    [
      toTheNumber(ana, 1792200500, 'wamid.C1').wrote({ text: 'WH-K7M4Q2C' }),
      toTheNumber(ana, 1792200501, 'wamid.C2').wrote({ text: 'from Luna' }),
      toTheNumber(ana, 1792200502, 'wamid.C3').wrote(),
      toTheNumber(ana, 1792200503, 'wamid.C4').wrote(),
    ],
  ],
  [
    'an ad before a contact card, whose number is somebody else’s',
    'ad-with-a-contact-card',
    [toTheNumber(ana, 1792200504, 'wamid.AD4').wrote({ referral: ad })],
  ],
  [
    'an ad before a tapped button, in the on-premises shape, without a click id',
    'ad-with-a-tapped-button',
    [toTheNumber(ana, 1792200505, 'wamid.AD5').wrote({ referral: adWithoutClickId })],
  ],
  [
    'a reply as a message like any other',
    'reply',
    [toTheNumber(ana, 1792200506, 'wamid.R1').wrote({ text: 'and this?' })],
  ],
  [
    'the placeholder of a first message that Meta will not show, with its referral if it ever has one',
    'ad-placeholder',
    [toTheNumber(ana, 1792200507, 'wamid.U4').wrote({ isReadable: false, referral: ad })],
  ],
  [
    'a person of linked portfolios by both user ids',
    'people-with-linked-portfolios',
    [toTheNumber([sol, parentUserId('MX.ENT.8000')], 1792200512, 'wamid.B3').wrote({ text: 'hola' })],
  ],
  [
    'a message while another agent holds the thread',
    'standby',
    [toTheNumber(ana, 1792200513, 'wamid.SB1').wrote({ text: 'hola' })],
  ],
];

describe('WhatsApp', () => {
  it.each(read)('reads %s', (_name, fixture, signals) => {
    expectTranslation(translateFixture(fixture), { signals });
  });

  it('reads an echo to somebody who hides the number, and not its edit', () => {
    expectTranslation(translateFixture('echo-to-a-hidden-number'), {
      signals: [toTheNumber([sol], 1792200192, 'wamid.E2').wasWrittenTo()],
      ignored: ['echo-type:edit'],
    });
  });

  it('reads several changes, and every list of one, side by side', () => {
    expectTranslation(translateFixture('several-lists-side-by-side'), {
      signals: [
        toTheNumber(ana, 1792200508, 'wamid.L1').wrote({ text: 'hi' }),
        toTheNumber(ana, 1792200511, 'wamid.L2').wrote({ text: 'again' }),
      ],
      ignored: ['status', 'error', 'call', 'user-preference', 'user-action'],
    });
  });

  it.each([
    [
      'automatic events, which tell of a later moment, and what concerns the account',
      'account-traffic',
      [
        'change:automatic_events',
        'change:smb_app_state_sync',
        'change:account_update',
        'change:messaging_handovers',
        'change:message_template_status_update',
      ],
    ],
    ['an entry that is an empty object', 'entry-as-an-object', ['empty-entry']],
  ])('counts %s by name', (_name, fixture, ignored) => {
    expectTranslation(translateFixture(fixture), { ignored });
  });
});
