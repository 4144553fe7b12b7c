import {
  attributeConversion,
  contentOfCredits,
  isFinal,
  type Attribution,
  type ContactId,
  type ConversionAttribution,
  type ConversionId,
} from '@whence/attribution-domain';

import type { Announcement } from '../ports/announcements.js';
import type { KnownContact } from '../ports/contacts.js';
import type { Conversion } from '../ports/conversions.js';
import type { Stores } from '../ports/stores.js';
import type { Occasion } from './decide-contact.js';

interface Attributing {
  readonly contact: KnownContact;
  readonly contactId: ContactId;
  readonly occasion: Occasion;
}

/** The contact's conversions follow its new attribution; the opening itself is one of them. */
export const followAttribution = async (
  stores: Stores,
  attribution: Attribution,
  attributing: Attributing,
): Promise<void> => {
  await keepOpening(stores, attribution, attributing);
  const conversions = await stores.conversions.ofContact(attributing.contactId);
  await attribute(stores, conversions, { ...attributing, attribution });
};

/** Conversions that have just come take the attribution that stands; the others have taken it already. */
export const takeAttribution = async (
  stores: Stores,
  attribution: Attribution,
  attributing: Attributing,
): Promise<void> => {
  const conversions = await stores.conversions.untoldOf(attributing.contactId);
  await attribute(stores, conversions, { ...attributing, attribution });
};

const attribute = async (
  stores: Stores,
  conversions: readonly Conversion[],
  { attribution, ...attributing }: Attributing & { readonly attribution: Attribution },
): Promise<void> => {
  for (const conversion of conversions) {
    const followed = follow(conversion, attribution, attributing.occasion);
    if (isSaid(conversion, followed)) continue;
    await stores.conversions.update(followed);
    await stores.announcements.add(
      attributing.occasion.workspaceId,
      [announcementOf(followed, attributing)],
      attributing.occasion.now,
    );
  }
};

/** One opening per contact, at the time and in the conversation that the attribution says. */
const keepOpening = async (stores: Stores, attribution: Attribution, attributing: Attributing): Promise<void> => {
  const id = attributing.contactId.replace('ctc_', 'cvn_') as ConversionId;
  const opening: Conversion = {
    id,
    type: 'opening',
    contactId: attributing.contactId,
    conversationId: attribution.conversationId,
    occurredAt: attribution.openedAt,
    attribution: { status: 'parked' },
    version: 0,
    isFinal: false,
  };
  const added = await stores.conversions.add(opening, {}, id);
  if (added === undefined) return;
  const { workspaceId, now } = attributing.occasion;
  await stores.announcements.add(workspaceId, [{ kind: 'conversion-recorded', conversion: opening }], now);
};

const follow = (conversion: Conversion, attribution: Attribution, occasion: Occasion): Conversion => {
  const opening =
    conversion.type === 'opening'
      ? { occurredAt: attribution.openedAt, conversationId: attribution.conversationId }
      : {};
  const moved = { ...conversion, ...opening };
  return {
    ...moved,
    attribution: attributeConversion(moved.occurredAt, attribution),
    version: conversion.version + 1,
    isFinal: isFinal(attribution, occasion.now),
    finalAt: attribution.finalAt,
  };
};

/** Whether nothing would be said that was not said already. */
const isSaid = (before: Conversion, after: Conversion): boolean =>
  before.version > 0 &&
  before.occurredAt === after.occurredAt &&
  before.finalAt === after.finalAt &&
  answerOf(before.attribution) === answerOf(after.attribution);

const answerOf = (attribution: ConversionAttribution): string =>
  attribution.status === 'attributed' ? contentOfCredits(attribution.credits) : JSON.stringify(attribution);

const announcementOf = (conversion: Conversion, { contact, contactId }: Attributing): Announcement => {
  const conversation =
    contact.conversations.find((known) => known.id === conversion.conversationId) ?? contact.conversations[0];
  const channel = conversation === undefined ? {} : { channel: conversation.channel };
  return { kind: 'conversion-attributed', conversion, contactId, ...channel };
};
