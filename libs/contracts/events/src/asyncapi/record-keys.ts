import type { EventType } from '../event-topics.js';

const ulid = '[0-9A-HJKMNP-TV-Z]{26}';
const idOf = (prefix: string): string => `${prefix}_${ulid}`;

/** The key of an event's records: what keeps its order. */
export interface RecordKey {
  readonly description: string;
  /** JSON pointers into the body; what they name is joined with colons. */
  readonly parts: readonly string[];
  /** Regular expression for the whole key, without anchors. */
  readonly pattern: string;
}

const contact = { description: 'The contact.', parts: ['/contactId'], pattern: idOf('ctc') };
const conversion = { description: 'The conversion.', parts: ['/conversionId'], pattern: idOf('cvn') };
const partner = { description: 'The partner.', parts: ['/partnerId'], pattern: idOf('prt') };
const entity = (member: string, prefix: string): RecordKey => ({
  description: `The id of what changed.`,
  parts: [`/${member}/id`],
  pattern: idOf(prefix),
});

/** The record key of each event type. */
export const recordKeys: Readonly<Record<EventType, RecordKey>> = {
  'whence.click.recorded.v1': { description: 'The link.', parts: ['/linkId'], pattern: idOf('lnk') },
  'whence.conversation.started.v1': contact,
  'whence.messaging.referral.v1': { ...contact, parts: ['/sender/contactId'] },
  'whence.attribution.decided.v1': contact,
  'whence.attribution.superseded.v1': contact,
  'whence.attribution.finalized.v1': contact,
  'whence.conversion.recorded.v1': conversion,
  'whence.conversion.attributed.v1': conversion,
  'whence.conversion.refunded.v1': conversion,
  'whence.commission.accrued.v1': partner,
  'whence.commission.reversed.v1': partner,
  'whence.commission.due.v1': partner,
  'whence.link.changed.v1': entity('link', 'lnk'),
  'whence.partner.changed.v1': entity('partner', 'prt'),
  'whence.campaign.changed.v1': entity('campaign', 'cmp'),
  'whence.ad.changed.v1': entity('ad', 'ad'),
  'whence.coupon.changed.v1': entity('coupon', 'cpn'),
  'whence.program.changed.v1': {
    description: 'The program and the version of its terms, so that compaction keeps every version.',
    parts: ['/program/id', '/program/version'],
    pattern: `${idOf('prg')}:[1-9][0-9]*`,
  },
  'whence.enrollment.changed.v1': entity('enrollment', 'enr'),
  'whence.channel-account.changed.v1': entity('channelAccount', 'cha'),
};

/** The id of an event, as a regular expression without anchors. */
export const eventIdPattern = idOf('evt');
