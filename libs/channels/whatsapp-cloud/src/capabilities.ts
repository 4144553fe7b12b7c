import type { ChannelCapability, EvidenceCarrier } from '@whence/signals';

const typed: readonly EvidenceCarrier[] = [
  'text.body',
  'image.caption',
  'video.caption',
  'document.caption',
  'order.text',
].map((field) => ({ event: 'messages', field }));

const notForwarded = 'not in a forwarded message, whose words are somebody else’s';

/** What Meta delivers of WhatsApp; what was seen of it, and where, is in `docs/channels.md`. */
export const whatsappCloudCapabilities: readonly ChannelCapability[] = [
  {
    provider: 'whatsapp-cloud',
    channel: 'whatsapp',
    evidence: [
      {
        matchType: 'click_token',
        carriedBy: typed,
        needs: ['the person follows the short link, and sends the draft with its code within a day'],
        limits: ['a draft can be edited: without the last six characters it is a text_code', notForwarded],
      },
      {
        matchType: 'ad_referral',
        carriedBy: [{ event: 'messages', field: 'referral.source_id' }],
        needs: ['a Click-to-WhatsApp ad'],
        limits: [
          'without click id after ads in Status',
          'a tapped post is no ad',
          'names an ad: whose it is has to be registered under /v1/ads',
        ],
      },
      {
        matchType: 'text_code',
        carriedBy: typed,
        needs: ['the person keeps or types the code of the link'],
        limits: ['anybody can type it: it ranks below what a platform delivered', notForwarded],
      },
      {
        matchType: 'coupon',
        carriedBy: typed,
        needs: ['a registered coupon, which the person types'],
        limits: ['anybody can type it: it ranks below everything that is delivered', notForwarded],
      },
    ],
  },
];
