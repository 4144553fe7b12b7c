import type { ChannelCapability, DeliverableEvidence, EvidenceCarrier } from '@whence/signals';

const typed: readonly EvidenceCarrier[] = [{ event: 'messages', field: 'message.text' }];
const refIn = (referralEvent: string): readonly EvidenceCarrier[] => [
  { event: 'messages', field: 'message.referral.ref' },
  { event: 'messaging_postbacks', field: 'postback.referral.ref' },
  { event: referralEvent, field: 'referral.ref' },
  { event: 'messaging_optins', field: 'optin.ref' },
];

const byTyping: readonly DeliverableEvidence[] = [
  {
    matchType: 'text_code',
    carriedBy: typed,
    needs: ['the person types or keeps the code of the link'],
    limits: ['anybody can type it: it ranks below what a platform delivered'],
  },
  {
    matchType: 'coupon',
    carriedBy: typed,
    needs: ['a registered coupon, which the person types'],
    limits: ['anybody can type it: it ranks below everything that is delivered'],
  },
];

/** A ref carries a click of ours or the link's own code, whichever stands in the URL. */
const byRef = (rest: Omit<DeliverableEvidence, 'matchType' | 'needs'>, needs: readonly string[]) =>
  [
    { matchType: 'click_token', ...rest, needs: ['the person follows the short link', ...needs] },
    { matchType: 'ref_code', ...rest, needs: ['the person follows an URL with the ref of the link', ...needs] },
  ] as const satisfies readonly DeliverableEvidence[];

/** What Meta delivers of Instagram and Messenger; what was seen of it, and where, is in `docs/channels.md`. */
export const metaGraphCapabilities: readonly ChannelCapability[] = [
  {
    provider: 'meta-graph',
    channel: 'instagram',
    evidence: [
      ...byRef(
        {
          carriedBy: refIn('messaging_referral'),
          limits: [
            'of newcomers it was measured not to come: take it as a bonus, and have codes that can be typed',
            'into an existing thread it comes without a message',
          ],
        },
        [
          'subscriptions to messages, messaging_postbacks, messaging_referral and messaging_optins',
          'for newcomers: at least one ice breaker',
        ],
      ),
      {
        matchType: 'ad_referral',
        carriedBy: [{ event: 'messages', field: 'message.referral.ad_id' }],
        needs: ['an ad that leads to messages', 'a subscription to messages'],
        limits: ['names an ad: whose it is has to be registered under /v1/ads'],
      },
      ...byTyping,
    ],
  },
  {
    provider: 'meta-graph',
    channel: 'messenger',
    evidence: [
      ...byRef(
        { carriedBy: refIn('messaging_referrals'), limits: ['into an existing thread it comes without a message'] },
        [
          'subscriptions to messages, messaging_postbacks, messaging_referrals and messaging_optins',
          'for newcomers: a Get Started button',
        ],
      ),
      {
        matchType: 'ad_referral',
        carriedBy: [
          { event: 'messages', field: 'message.referral.ad_id' },
          { event: 'messaging_referrals', field: 'referral.ad_id' },
          { event: 'messaging_postbacks', field: 'postback.referral.ad_id' },
        ],
        needs: [
          'an ad that leads to messages',
          'subscriptions to messages, messaging_postbacks and messaging_referrals',
        ],
        limits: ['names an ad: whose it is has to be registered under /v1/ads'],
      },
      ...byTyping,
    ],
  },
];
