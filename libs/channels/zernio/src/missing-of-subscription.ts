import { leadsTo } from '@whence/signals';
import type { Channel, MissingPart } from '@whence/signals';

import { eventsRead } from './translate-delivery.js';

/** A webhook as Zernio keeps it, as far as it matters. */
export interface FoundWebhook {
  readonly url: string;
  readonly isActive: boolean;
  readonly events: readonly string[];
  /** False only where Zernio shows an empty secret: one that it does not show at all may be there. */
  readonly isSigned: boolean;
  /** Groups of events that are dropped although they are subscribed to. */
  readonly disabledGroups: readonly string[];
}

/** What Zernio knows of one account; `page` of a Page only, `iceBreakers` of Instagram only. */
export interface FoundAtZernio {
  readonly webhooks: readonly FoundWebhook[];
  readonly isConnected: boolean;
  readonly page?: { readonly appSubscribed?: boolean; readonly subscribedFields?: readonly string[] };
  readonly iceBreakers?: readonly unknown[];
}

/** Zernio tells of a changed identity whatever was subscribed to: its API (0.2.881) does not take the name. */
const neverSubscribed: ReadonlySet<string> = new Set(['whatsapp.contact.identity_changed']);
const onMetaOnly: ReadonlySet<string> = new Set(['referral.received']);

/** What a webhook has to carry for a channel. */
export const expectedEvents = (channel: Channel): readonly string[] =>
  eventsRead.filter((event) => !neverSubscribed.has(event) && (channel !== 'whatsapp' || !onMetaOnly.has(event)));

/** What Zernio itself has to be delivered by Meta of a Page; one that was connected long ago may lack some. */
const expectedPageFields = ['messages', 'messaging_postbacks', 'messaging_referrals'];

/** What is missing of one account's way from the platform through Zernio to us. */
export const missingOfSubscription = (
  expected: { readonly channel: Channel; readonly webhookPath: string },
  found: FoundAtZernio,
): readonly MissingPart[] => [
  ...missingOfWebhooks(expected, found.webhooks),
  ...missingOfPage(found),
  ...(found.iceBreakers?.length === 0 ? (['ice-breakers'] as const) : []),
];

const missingOfWebhooks = (
  { channel, webhookPath }: { readonly channel: Channel; readonly webhookPath: string },
  webhooks: readonly FoundWebhook[],
): readonly MissingPart[] => {
  if (webhooks.length === 0) return ['subscription'];
  const ours = webhooks.filter(({ url }) => leadsTo(webhookPath, url));
  if (ours.length === 0) return ['webhook-url'];
  // Several may lead here, and share the events out among themselves.
  const active = ours.filter(({ isActive }) => isActive);
  if (active.length === 0) return ['webhook-inactive'];
  const signed = active.filter(({ isSigned }) => isSigned);
  if (signed.length === 0) return ['webhook-secret'];
  return expectedEvents(channel)
    .filter((event) => !signed.some((webhook) => carries(webhook, event)))
    .map((event) => `event:${event}` as const);
};

const carries = ({ events, disabledGroups }: FoundWebhook, event: string): boolean =>
  events.includes(event) && !disabledGroups.includes('messages');

/** What is wrong at the platform's end is said once: without any subscription there are no fields to be missing. */
const missingOfPage = ({ page, isConnected }: FoundAtZernio): readonly MissingPart[] => {
  if (!isConnected || page?.appSubscribed === false) return ['subscription'];
  const fields = page?.subscribedFields;
  if (fields === undefined) return [];
  return expectedPageFields.filter((field) => !fields.includes(field)).map((field) => `field:${field}` as const);
};
