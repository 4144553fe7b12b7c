import type { ChannelCapability, DeliverableEvidence, EvidenceCarrier } from '@whence/signals';

const typed: readonly EvidenceCarrier[] = [{ event: 'message.received', field: 'message.text' }];
const referralSubscription = 'subscriptions to message.received and referral.received';
const olderSubscription = 'webhooks that are older than the metadata lack it: subscribe anew';
const adHasToBeRegistered = 'names an ad: whose it is has to be registered under /v1/ads';

const byTyping: readonly DeliverableEvidence[] = [
  {
    matchType: 'text_code',
    carriedBy: typed,
    needs: ['a subscription to message.received', 'the person keeps or types the code of the link'],
    limits: ['anybody can type it: it ranks below what a platform delivered'],
  },
  {
    matchType: 'coupon',
    carriedBy: typed,
    needs: ['a subscription to message.received', 'a registered coupon, which the person types'],
    limits: ['anybody can type it: it ranks below everything that is delivered'],
  },
];

const referrals = {
  carriedBy: [
    { event: 'message.received', field: 'metadata.referral.ref' },
    { event: 'referral.received', field: 'referral.ref' },
  ],
  limits: ['referral.received has Zernio’s time, not the platform’s', olderSubscription],
};

const ad: DeliverableEvidence = {
  matchType: 'ad_referral',
  carriedBy: [
    { event: 'message.received', field: 'metadata.referral.ad_id' },
    { event: 'referral.received', field: 'referral.ad_id' },
  ],
  needs: [referralSubscription, 'an ad that leads to messages'],
  limits: [adHasToBeRegistered, olderSubscription],
};

/** A ref carries a click of ours or the link's own code, whichever stands in the URL. */
const metaChannel = (
  channel: 'instagram' | 'messenger',
  forNewcomers: string,
  ads: readonly DeliverableEvidence[],
): ChannelCapability => ({
  provider: 'zernio',
  channel,
  evidence: [
    {
      matchType: 'click_token',
      ...referrals,
      needs: ['the person follows the short link', referralSubscription, forNewcomers],
    },
    {
      matchType: 'ref_code',
      ...referrals,
      needs: ['the person follows an URL with the ref of the link', referralSubscription, forNewcomers],
    },
    ...ads,
    ...byTyping,
  ],
});

/** What Zernio hands on of the three channels; what was seen of it, and where, is in `docs/channels.md`. */
export const zernioCapabilities: readonly ChannelCapability[] = [
  // No payload of an Instagram ad through Zernio was ever seen: one would be understood, and none is promised.
  metaChannel('instagram', 'for newcomers: at least one ice breaker', []),
  metaChannel('messenger', 'for newcomers: a Get Started button', [ad]),
  {
    provider: 'zernio',
    channel: 'whatsapp',
    evidence: [
      {
        matchType: 'click_token',
        carriedBy: typed,
        needs: [
          'a subscription to message.received',
          'the person follows the short link, and sends the draft with its code within a day',
        ],
        limits: ['a draft can be edited: without the last six characters it is a text_code'],
      },
      {
        matchType: 'ad_referral',
        carriedBy: [{ event: 'message.received', field: 'metadata.referral.source_id' }],
        needs: ['a subscription to message.received', 'a Click-to-WhatsApp ad'],
        limits: ['a tapped post is no ad', adHasToBeRegistered, olderSubscription],
      },
      ...byTyping,
    ],
  },
];
