import type { OutgoingEvent } from '@whence/platform/outbox';

import {
  anna,
  annasCredit,
  annasLink,
  at,
  ben,
  bensCredit,
  bensLink,
  Brand,
  money,
  openLink,
  sharedCredits,
  summer,
  winter,
} from './a-brand.js';

/**
 * One day of a brand. Anna brings the first contact, which was organic until evidence arrived; Ben the second; nobody the
 * third; both share the fourth.
 */
export const aDay = (workspaceId: string): readonly OutgoingEvent[] => {
  const brand = new Brand(workspaceId);
  return [
    brand.link({ linkId: annasLink, channel: 'instagram', partnerId: anna, campaignId: winter }),
    brand.link({ linkId: annasLink, channel: 'instagram', partnerId: anna, campaignId: summer, revision: 2 }),
    brand.link({ linkId: bensLink, channel: 'whatsapp', partnerId: ben, campaignId: winter }),
    brand.link({ linkId: openLink, channel: 'instagram', campaignId: summer }),

    brand.click(1, annasLink, { person: 'vera' }),
    brand.click(2, annasLink, { person: 'vera' }),
    brand.click(3, annasLink, { person: 'walt' }),
    brand.click(4, annasLink, { robot: 'preview-fetcher' }),
    brand.click(5, bensLink, { person: 'vera' }),
    brand.click(6, openLink, { person: 'walt' }),

    brand.started(11, 'instagram'),
    brand.decided(11, {}),
    brand.decided(11, { version: 2, credits: [annasCredit] }),
    brand.started(12, 'whatsapp'),
    brand.decided(12, { channel: 'whatsapp', credits: [bensCredit] }),
    brand.started(13, 'instagram'),
    brand.decided(13, {}),
    brand.started(14, 'messenger'),
    brand.decided(14, { channel: 'messenger', credits: sharedCredits }),

    brand.converted(21, { type: 'opening', channel: 'instagram', credits: [annasCredit] }),
    brand.converted(22, { type: 'lead', channel: 'instagram' }),
    brand.converted(22, { type: 'lead', channel: 'instagram', version: 2, credits: [annasCredit] }),
    brand.converted(23, { channel: 'instagram', amount: money(1999), credits: [annasCredit] }),
    brand.converted(24, { channel: 'messenger', amount: money(1001, 'EUR'), credits: sharedCredits }),
    brand.refunded(28, { of: 24, amount: money(301, 'EUR'), toDate: money(301, 'EUR') }),
    brand.refunded(29, { of: 24, amount: money(700, 'EUR'), toDate: money(1001, 'EUR') }),
    brand.refunded(27, { of: 23, amount: money(666), toDate: money(666) }),
    brand.converted(25, { channel: 'instagram', amount: money(500) }),

    brand.commission(23, { partnerId: anna, linkId: annasLink, campaignId: summer, amount: money(150) }),
    brand.commission(23, {
      partnerId: anna,
      linkId: annasLink,
      campaignId: summer,
      amount: money(50),
      kind: 'reversed',
      refund: 27,
    }),
    brand.commission(24, { partnerId: ben, linkId: bensLink, campaignId: winter, amount: money(10, 'EUR') }),
  ];
};

/** The whole day, for questions about it. */
export const theDay = { from: Date.parse(at(0)), to: Date.parse(at(60)) };
