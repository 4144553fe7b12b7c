import type { EventBodies } from './bodies.generated.js';

/** Such as `whence.link.changed.v1`. */
export type EventType = keyof EventBodies;

/** The body of an event of this type. */
export type EventBody<Type extends EventType> = EventBodies[Type];

/** The Kafka topic of each event type, without the configured prefix. Events of one family share a topic, so that their order holds. */
export const eventTopics = {
  'whence.click.recorded.v1': 'whence.clicks.v1',
  'whence.conversation.started.v1': 'whence.conversations.v1',
  'whence.messaging.referral.v1': 'whence.conversations.v1',
  'whence.attribution.decided.v1': 'whence.attributions.v1',
  'whence.attribution.superseded.v1': 'whence.attributions.v1',
  'whence.attribution.finalized.v1': 'whence.attributions.v1',
  'whence.conversion.recorded.v1': 'whence.conversions.v1',
  'whence.conversion.attributed.v1': 'whence.conversions.v1',
  'whence.conversion.refunded.v1': 'whence.conversions.v1',
  'whence.commission.accrued.v1': 'whence.commissions.v1',
  'whence.commission.reversed.v1': 'whence.commissions.v1',
  'whence.commission.due.v1': 'whence.commissions.v1',
  'whence.link.changed.v1': 'whence.catalog.v1',
  'whence.partner.changed.v1': 'whence.catalog.v1',
  'whence.campaign.changed.v1': 'whence.catalog.v1',
  'whence.ad.changed.v1': 'whence.catalog.v1',
  'whence.coupon.changed.v1': 'whence.catalog.v1',
  'whence.program.changed.v1': 'whence.catalog.v1',
  'whence.enrollment.changed.v1': 'whence.catalog.v1',
  'whence.channel-account.changed.v1': 'whence.catalog.v1',
} as const satisfies Record<EventType, string>;

/** Every event type, in the order a person's path produces them. */
export const eventTypes = Object.keys(eventTopics) as readonly EventType[];

/** Whether this is the type of an event that has a published schema. */
export const isEventType = (type: string): type is EventType => Object.hasOwn(eventTopics, type);
